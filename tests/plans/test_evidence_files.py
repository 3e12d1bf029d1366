"""Evidence with its file: handed over, kept, downloaded by whom it is for."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from plans import changes
from plans.models import Evidence
from plans.queries.evidence import triangulation
from plans.states import Classification
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.accounts.permissions import Role
from sendtrack.files.kinds import DOCUMENTS, Kind
from sendtrack.files.models import ScanState, StoredFile
from sendtrack.files.scanner import Verdict
from sendtrack.files.scans import settle
from sendtrack.history import changes_of, record
from sendtrack.organisations import changes as organisations
from tests.conftest import NOW, Joins, Place
from tests.files.samples import PDF, REAL, workbook
from tests.plans.conftest import Plan
from tests.plans.pages import Browse, body
from tests.plans.reading import MARCH
from tests.plans.test_evidence_changes import add_evidence
from tests.plans.test_evidence_pages import AREA_A
from tests.plans.test_evidence_pages import evidence as typed

INSIDE = {Role.OFFICER, Role.LEAD, Role.CHAIR}


def uploaded(content: bytes = PDF, name: str = "Audit, spring.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def with_file(place: Place, by: User, **said: Any) -> Evidence:
    return add_evidence(place, by, kept_at="", upload=uploaded(), **said)


def file_of(evidence: Evidence) -> str:
    return f"/{evidence.local_area.slug}/evidence/{evidence.ref}/file/"


def bytes_of(answer: Any) -> bytes:
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]  # of bytes


def test_an_officer_hands_over_a_file_and_a_partner_downloads_it(
    place: Place, officer: User, partner: User, browse: Browse
) -> None:
    page = browse(officer).post(
        f"{AREA_A}evidence/add/", typed(kept_at="", upload=uploaded()), follow=True
    )
    text = body(page)
    assert "Evidence added: Audit of 20 plans" in text
    assert "Audit, spring.pdf" in text
    assert "Not scanned for viruses" in text
    piece = Evidence.objects.get()
    assert piece.ref == "E1"
    answer = browse(partner).get(file_of(piece))
    assert answer["Content-Disposition"] == 'attachment; filename="Audit, spring.pdf"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "application/pdf"
    assert bytes_of(answer) == PDF


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("classification", [Classification.BOARD, Classification.RESTRICTED])
def test_who_may_not_see_a_piece_gets_neither_it_nor_its_file(
    place: Place,
    system: User,
    joins: Joins,
    browse: Browse,
    role: Role,
    classification: Classification,
) -> None:
    piece = with_file(place, system, classification=classification, title="Named in confidence")
    browser = browse(joins(place, role))
    may = classification == Classification.BOARD or role in INSIDE
    for path in ("", "file/", "history/"):
        answer = browser.get(f"/exampleshire/evidence/{piece.ref}/{path}")
        assert answer.status_code == (200 if may else 404)
        if path == "file/" and may:
            bytes_of(answer)
    for path in ("evidence/", "plan/areas/a/", "search/?q=confidence"):
        assert ("Named in confidence" in body(browser.get(f"/exampleshire/{path}"))) == may


def test_a_stranger_is_told_nothing_of_a_file(
    place: Place, elsewhere: Place, officer: User, stranger: User, browse: Browse
) -> None:
    piece = with_file(place, officer)
    assert browse(stranger).get(file_of(piece)).status_code == 404
    own = f"/elsewhere/evidence/{piece.ref}/file/"
    assert browse(stranger).get(own).status_code == 404
    assert Client().get(file_of(piece)).status_code == 302


def test_a_file_that_waits_or_was_refused_is_explained_and_not_given_out(
    place: Place, officer: User, browse: Browse, settings: LazySettings
) -> None:
    settings.SCANNER = "tcp://127.0.0.1:1"
    piece = with_file(place, officer)
    browser = browse(officer)
    answer = browser.get(file_of(piece))
    assert answer.status_code == 409
    assert "once the virus scanner has looked at it" in body(answer)
    assert piece.file is not None
    settle(claimed=piece.file.scan, verdict=Verdict("Win.Test"), at=NOW)
    answer = browser.get(file_of(piece))
    assert answer.status_code == 410
    assert "The virus scanner found “Win.Test”" in body(answer)
    assert "Refused by the virus scanner" in body(
        browser.get(f"/exampleshire/evidence/{piece.ref}/")
    )
    assert piece.file.history.count() == 2


def test_a_file_whose_bytes_were_changed_is_not_given_out(
    place: Place, officer: User, browse: Browse, files_folder: Any
) -> None:
    piece = with_file(place, officer)
    for path in files_folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"%PDF-other")
    answer = browse(officer).get(file_of(piece))
    assert answer.status_code == 410
    assert "no longer those that were handed over" in body(answer)


def test_the_file_of_a_withdrawn_piece_is_gone_with_the_reason(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    piece = with_file(place, officer)
    answer = browse(officer).post(
        f"/exampleshire/evidence/{piece.ref}/withdraw/",
        {"version": piece.version, "because": "It named a family."},
        follow=True,
    )
    assert "It named a family." in body(answer)
    gone = browse(adviser).get(file_of(piece))
    assert gone.status_code == 410
    assert "It named a family." in body(gone)
    assert piece.title not in body(browse(adviser).get(AREA_A))


def test_a_past_day_opens_no_file_and_no_piece_that_is_closed_today(
    place: Place, officer: User, adviser: User, browse: Browse
) -> None:
    piece = with_file(place, officer)
    with clock.at(NOW + timedelta(days=9)):
        changes.withdraw_evidence(
            evidence=piece,
            version=piece.version,
            because="It named a family.",
            by=officer,
            on=clock.today(),
        )
    with clock.at(NOW + timedelta(days=20)):
        browser = browse(adviser)
        answer = browser.get(f"{file_of(piece)}?as-at=2026-03-12")
        assert (answer.status_code, answer["Location"]) == (302, file_of(piece))
        assert browser.get(file_of(piece)).status_code == 410
        page = browser.get("/exampleshire/evidence/?as-at=2026-03-12")
        assert piece.title in body(page)
    with clock.at(NOW):
        reclassified = add_evidence(place, officer, title="Open then, closed now")
    with clock.at(NOW + timedelta(days=9)), record(actor=officer, reason="It names a school."):
        reclassified.classification = Classification.RESTRICTED
        reclassified.save()
    with clock.at(NOW + timedelta(days=20)):
        page = body(browse(adviser).get("/exampleshire/evidence/?as-at=2026-03-12"))
        assert "Open then, closed now" not in page


def test_what_was_typed_survives_a_refused_file(
    place: Place, officer: User, browse: Browse
) -> None:
    hostile = uploaded(workbook(**{"xl/vbaProject.bin": b"x"}), "tracker.xlsx")
    answer = browse(officer).post(
        f"{AREA_A}evidence/add/", typed(shows="Typed with care.", upload=hostile)
    )
    text = body(answer)
    assert answer.status_code == 200
    assert "The file holds macros" in text
    assert "Typed with care." in text
    assert not StoredFile.objects.exists()


def test_a_file_that_is_sent_twice_by_a_double_click_is_kept_once(
    place: Place, officer: User, browse: Browse
) -> None:
    browser = browse(officer)
    page = browser.get(f"{AREA_A}evidence/add/").content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    for _ in range(2):
        answer = browser.post(
            f"{AREA_A}evidence/add/",
            typed(kept_at="", upload=uploaded(), csrfmiddlewaretoken=token),
        )
        assert answer["Location"] == "/exampleshire/evidence/E1/"
    assert (Evidence.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_a_file_beside_a_wrong_answer_has_to_be_chosen_again_and_the_page_says_so(
    place: Place, officer: User, browse: Browse
) -> None:
    answer = browse(officer).post(f"{AREA_A}evidence/add/", typed(title="", upload=uploaded()))
    form = answer.context["form"]
    assert set(form.errors) == {"title", "upload"}
    assert "Choose the file again" in body(answer)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "tool.exe", "book.xlsm"])
def test_a_kind_that_is_not_listed_is_refused_at_its_field(
    place: Place, officer: User, browse: Browse, name: str
) -> None:
    answer = browse(officer).post(
        f"{AREA_A}evidence/add/", typed(upload=uploaded(b"<script>x</script>", name))
    )
    assert "Choose a file of one of these kinds" in str(answer.context["form"].errors["upload"])


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=some.sampled_from(list(Kind)),
    ending=some.sampled_from(["pdf", "xlsx", "png", "csv"]),
    cut=some.integers(0, 60),
    junk=some.binary(max_size=20),
)
def test_no_upload_breaks_the_page_or_leaves_something_unlisted(
    place: Place, officer: User, browse: Browse, kind: Kind, ending: str, cut: int, junk: bytes
) -> None:
    content = bytearray(REAL[kind])
    at = cut % len(content)
    content[at : at + len(junk)] = junk
    answer = browse(officer).post(
        f"{AREA_A}evidence/add/", typed(upload=uploaded(bytes(content), f"a.{ending}"))
    )
    assert answer.status_code in (200, 302)
    assert {stored.kind for stored in StoredFile.objects.all()} <= DOCUMENTS
    assert all(
        stored.original_name == f"a.{stored.original_name.rpartition('.')[2]}"
        for stored in StoredFile.objects.all()
    )


def test_handing_over_a_file_leaves_one_row_of_history_for_each_row(
    place: Place, officer: User
) -> None:
    piece = with_file(place, officer)
    assert piece.file is not None
    assert [row.history_change_reason for row in piece.history.all()] == [
        "Added evidence: Audit of 20 plans"
    ]
    assert piece.file.history.count() == 1
    assert piece.file.state == ScanState.WAITING
    checked = changes.check_for_personal_data(evidence=piece, by=officer, on=NOW.date())
    assert checked.checked_by == officer
    assert checked.history.count() == 2


def test_a_partner_proves_their_own_action_with_a_file_and_sees_it_wait_for_the_scanner(
    plan: Plan, partner: User, adviser: User, browse: Browse, settings: LazySettings
) -> None:
    settings.SCANNER = "tcp://127.0.0.1:9"
    action = plan.action("Cut the waits", post="partner")
    theirs = browse(partner)
    add = f"/exampleshire/actions/{action.ref}/evidence/add/"
    assert add in body(theirs.get(f"/exampleshire/actions/{action.ref}/"))
    assert add in body(theirs.get(f"/exampleshire/actions/{action.ref}/update/"))
    page = body(theirs.get(add))
    assert "Everybody with access to this area, advisers included." in page
    for never in ("classification", "supersedes", 'name="action"'):
        assert never not in page

    sent = typed(kept_at="", upload=uploaded(), classification="restricted")
    text = body(theirs.post(add, sent, follow=True))

    piece = Evidence.objects.get()
    assert (piece.action, piece.area, piece.classification) == (action, action.area, "board")
    assert changes_of(piece).get().history_user == partner
    assert "Evidence added: Audit of 20 plans" in text
    assert "It can be downloaded once the scanner has looked at it." in text
    assert "Add evidence" not in body(browse(adviser).get(f"/exampleshire/actions/{action.ref}/"))


def test_a_partner_adds_nothing_to_the_actions_of_others_or_to_an_area(
    place: Place, plan: Plan, partner: User, browse: Browse, system: User
) -> None:
    other = plan.action("Write the strategy")
    own = plan.action("Cut the waits", post="partner")
    theirs = browse(partner)
    for address in (f"/exampleshire/actions/{other.ref}/evidence/add/", f"{AREA_A}evidence/add/"):
        assert theirs.get(address).status_code == 403
        assert theirs.post(address, typed()).status_code == 403
    assert "evidence/add" not in body(theirs.get(f"/exampleshire/actions/{other.ref}/"))

    post = place.posts["partner"]
    organisations.vacate(post=post, to_on=MARCH - timedelta(days=1), reason="Left", by=system)
    assert theirs.post(f"/exampleshire/actions/{own.ref}/evidence/add/", typed()).status_code == 403
    assert not Evidence.objects.exists()


def test_a_piece_whose_file_was_refused_does_not_count_and_can_be_added_again(
    place: Place, officer: User, browse: Browse, settings: LazySettings
) -> None:
    settings.SCANNER = "tcp://127.0.0.1:1"
    refused, kept_too = with_file(place, officer), add_evidence(place, officer, upload=uploaded())
    for piece in (refused, kept_too):
        assert piece.file is not None
        settle(claimed=piece.file.scan, verdict=Verdict("Win.Test"), at=NOW)
    assert [piece.ref for piece in Evidence.objects.counting()] == [kept_too.ref]
    (proof, *_) = triangulation(place.regime, MARCH, may_see_restricted=True)
    assert proof.count == 1
    browser = browse(officer)
    assert "does not count: there is nothing to look at" in body(
        browser.get("/exampleshire/evidence/")
    )
    page = body(browser.get(f"/exampleshire/evidence/{refused.ref}/"))
    assert "This does not count as evidence" in page
    assert f"{AREA_A}evidence/add/?instead-of={refused.ref}" in page
    assert "does not count" not in body(browser.get(f"/exampleshire/evidence/{kept_too.ref}/"))
