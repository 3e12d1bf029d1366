"""The stylesheets and what they load, built from the pinned npm packages into `build/static/`.

Each `static/src/NAME.scss` becomes `build/static/NAME.css`. The crown, the crest and the GOV.UK
logo are for services on gov.uk, so that none of govuk-frontend's images is taken.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ops import machine
from ops.terminal import StepError, quietly, stop_with

SOURCES = machine.ROOT / "static" / "src"
OUTPUT = machine.ROOT / "build" / "static"
PACKAGES = machine.ROOT / "node_modules"
STAMP = ".made-from"

FONT = PACKAGES / "@fontsource" / "source-sans-3"
SUBSETS = ("latin", "latin-ext")
WEIGHTS = (400, 600, 700)


def made_from() -> str:
    """A fingerprint of everything that the output depends on."""
    digest = hashlib.sha256()
    sources = [path for path in SOURCES.rglob("*") if path.is_file()]
    for path in [*sorted(sources), machine.ROOT / "package-lock.json", Path(__file__)]:
        digest.update(str(path.relative_to(machine.ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def are_fresh() -> bool:
    """Whether the output was made from the sources as they are now."""
    stamp = OUTPUT / STAMP
    return stamp.exists() and stamp.read_text() == made_from()


def font_files() -> Iterator[Path]:
    """The woff2 files that `_fonts.scss` names."""
    for subset in SUBSETS:
        for weight in WEIGHTS:
            yield FONT / "files" / f"source-sans-3-{subset}-{weight}-normal.woff2"


def build(node: Path) -> None:
    """Build into a fresh folder, then put it in the old one's place."""
    new = OUTPUT.with_name("static.new")
    shutil.rmtree(new, ignore_errors=True)
    (new / "fonts").mkdir(parents=True)
    for font in font_files():
        shutil.copy(font, new / "fonts")
    shutil.copy(FONT / "LICENSE", new / "fonts" / "LICENSE.txt")
    copy_script(PACKAGES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js", new)
    compile_styles(node, new)
    (new / STAMP).write_text(made_from())
    shutil.rmtree(OUTPUT, ignore_errors=True)
    new.rename(OUTPUT)


def copy_script(script: Path, target: Path) -> None:
    """Copy a script without the name of its source map, a file that browsers would ask for."""
    kept = re.sub(r"//# sourceMappingURL=\S+", "", script.read_text())
    (target / script.name).write_text(kept)


def compile_styles(node: Path, target: Path) -> None:
    """Compile each stylesheet whose name does not begin with an underscore."""
    names = [path for path in sorted(SOURCES.glob("*.scss")) if not path.name.startswith("_")]
    if not names:
        raise StepError(f"There is no stylesheet in {SOURCES}.")
    pairs = [f"{path}:{target / path.with_suffix('.css').name}" for path in names]
    options = ["--quiet-deps", "--style=compressed", "--no-source-map", "--load-path=node_modules"]
    sass = PACKAGES / "sass" / "sass.js"
    quietly([node, sass, *options, f"--load-path={PACKAGES}", *pairs])


def main() -> int:
    """Build where the npm packages are installed already, as in an image."""
    node = machine.find_node()
    if node is None:
        return stop_with("No Node that is new enough was found. Run `make setup`.")
    build(node.path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
