"""A kept database serves only as long as nothing that shapes its tables has changed."""

from pathlib import Path

import pytest

from ops import machine, moulds

SERVER = machine.Tool(Path("/usr/lib/postgresql/15/bin"), (15, 18))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    texts = {
        "plans/migrations/0001_the_record.py": "import sendtrack.tenancy\n",
        "plans/migrations/0002_more.py": "from sendtrack.places import area\n",
        "sendtrack/tenancy.py": "rule = 1\n",
        "sendtrack/places/area.py": "area = 1\n",
        "sendtrack/views.py": "page = 1\n",
        "ops/roles.sql": "CREATE ROLE one;\n",
        "requirements-dev.txt": "django==5.2.19\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "plans/migrations/0001_the_record.py",
        "plans/migrations/0003_new.py",
        "sendtrack/tenancy.py",
        "sendtrack/places/area.py",
        "ops/roles.sql",
        "requirements-dev.txt",
    ],
)
def test_whatever_shapes_the_tables_asks_for_a_new_database(checkout: Path, name: str) -> None:
    before = moulds.fingerprint(checkout, SERVER)
    (checkout / name).write_text("changed = True\n")
    assert moulds.fingerprint(checkout, SERVER) != before


def test_another_server_asks_for_a_new_database(checkout: Path) -> None:
    newer = machine.Tool(SERVER.path, (17, 2))
    assert moulds.fingerprint(checkout, newer) != moulds.fingerprint(checkout, SERVER)


def test_a_page_asks_for_none(checkout: Path) -> None:
    before = moulds.fingerprint(checkout, SERVER)
    (checkout / "sendtrack" / "views.py").write_text("page = 2\n")
    assert moulds.fingerprint(checkout, SERVER) == before


def test_every_migration_of_the_product_counts() -> None:
    shaping = set(moulds.shaping_files(machine.ROOT))
    written = {
        path
        for path in machine.ROOT.glob("**/migrations/0*.py")
        if ".venv" not in path.parts and "node_modules" not in path.parts
    }
    assert written <= shaping
    assert machine.ROOT / "sendtrack" / "organisations" / "tenancy.py" in shaping


def test_what_is_kept_is_taken_whole_and_only_the_newest_stay(tmp_path: Path) -> None:
    used, store = tmp_path / "used", tmp_path / "moulds"
    (used / "postgres").mkdir(parents=True)
    (used / "postgres" / "PG_VERSION").write_text("15\n")
    (used / "passwords.json").write_text("{}")
    assert not moulds.take(store, "first", tmp_path / "run")
    for name in ("first", "second", "third", "fourth"):
        moulds.keep(store, name, used)
    assert len(list(store.iterdir())) == moulds.KEPT
    assert moulds.take(store, "fourth", tmp_path / "run")
    assert (tmp_path / "run" / "postgres" / "PG_VERSION").read_text() == "15\n"
