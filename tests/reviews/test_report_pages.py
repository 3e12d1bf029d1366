"""The pages of reports: what each person sees, and what a press does."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.states import EvidenceKind
from reviews import changes as reviews
from reviews.models import Return
from reviews.states import ReturnState
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.history import changes_of, record
from sendtrack.publishing import deliveries
from sendtrack.publishing.models import Delivery, DeliveryState, Message
from tests.conftest import NOW, Place
from tests.reviews.conftest import Life

TODAY = date(2026, 3, 11)
REPORTS = "/exampleshire/reports/"
REPORT = f"{REPORTS}2026-03-09/"

Browse = Callable[[User], Client]

pytestmark = pytest.mark.usefixtures("quick_pdf")


@pytest.fixture
def due(life: Life) -> Return:
    return life.opens_report(TODAY)


@pytest.fixture
def report(life: Life, due: Return) -> Return:
    life.says(life.acts(), on=date(2026, 2, 10))
    life.acts("Nobody speaks of it")
    return life.compiles(due, TODAY)


def page(client: Client, path: str = REPORT) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_list_shows_every_period_and_where_it_is(
    due: Return, officer: User, browse: Browse
) -> None:
    text = page(browse(officer), REPORTS)
    assert text.index("9 Mar 2026") < text.index("9 Jan 2026") < text.index("9 Nov 2025")
    assert "23 Mar 2026" in text
    assert text.count("Not compiled here") == 2


def test_before_the_first_period_ends_the_list_says_what_fills_it(
    life: Life, officer: User, browse: Browse
) -> None:
    text = page(browse(officer), REPORTS)
    assert "No report has fallen due yet." in text


def test_a_report_in_the_making_says_how_far_it_is_and_looks_again_by_itself(
    due: Return, officer: User, browse: Browse
) -> None:
    reviews.claim(report=due, at=NOW)
    reviews.say_stage(report=due, stage="Rendering the PDF")
    answer = browse(officer).get(REPORT)
    assert answer["Refresh"] == "5"
    text = answer.content.decode()
    assert "Rendering the PDF." in text
    assert "Check again" in text


def test_a_finished_page_does_not_reload(report: Return, officer: User, browse: Browse) -> None:
    assert "Refresh" not in browse(officer).get(REPORT).headers


def test_the_chair_reads_what_is_missing_before_deciding(
    report: Return, chair: User, browse: Browse
) -> None:
    text = page(browse(chair))
    assert "Before you approve" in text
    assert "1 action under way has no update since 10 January 2026: A1.2." in text
    assert f'href="{REPORT}approve/"' in text
    assert f'href="{REPORT}send-back/"' in text


def test_an_officer_reads_the_report_and_has_nothing_to_decide(
    report: Return, officer: User, browse: Browse
) -> None:
    text = page(browse(officer))
    assert "We met families." in text
    assert "The chair of the board decides." in text
    assert f"{REPORT}approve/" not in text
    assert 'method="post"' not in text[text.index("<main") : text.index("</main")]


def test_advisers_get_nothing_that_the_chair_has_not_approved(
    report: Return, adviser: User, browse: Browse
) -> None:
    client = browse(adviser)
    text = page(client)
    assert "This report is with the chair." in text
    assert "We met families." not in text
    assert "Before you approve" not in text
    assert client.get(f"{REPORT}pdf/").status_code == 404


def test_advisers_read_what_was_approved(
    report: Return, chair: User, adviser: User, browse: Browse, quick_pdf: bytes
) -> None:
    reviews.approve_return(report=report, by=chair, on=TODAY)
    client = browse(adviser)
    assert "We met families." in page(client)
    assert client.get(f"{REPORT}pdf/").content == quick_pdf


def test_the_pdf_is_the_stored_one_and_is_kept_by_no_cache(
    report: Return, officer: User, browse: Browse, quick_pdf: bytes
) -> None:
    answer = browse(officer).get(f"{REPORT}pdf/")
    assert answer.content == quick_pdf
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        'attachment; filename="exampleshire-progress-report-to-2026-03-09-version-1.pdf"'
    )
    assert answer["Cache-Control"] == "no-store"
    assert hashlib.sha256(quick_pdf).hexdigest() in page(browse(officer))


def test_a_report_that_is_not_compiled_has_no_pdf(
    due: Return, officer: User, browse: Browse
) -> None:
    assert browse(officer).get(f"{REPORT}pdf/").status_code == 404


@pytest.mark.parametrize("address", ["2026-03-10/", "2026-13-45/", "2026-03-09/pdf/x/"])
def test_a_report_that_never_was_is_not_found(
    due: Return, officer: User, browse: Browse, address: str
) -> None:
    assert browse(officer).get(f"{REPORTS}{address}").status_code == 404


def test_the_chair_approves_with_one_button_and_sees_who_gets_it(
    report: Return, chair: User, browse: Browse
) -> None:
    client = browse(chair)
    text = page(client, f"{REPORT}approve/")
    assert "dfe@exampleshire.example" in text
    answer = client.post(f"{REPORT}approve/", {"version": report.version}, follow=True)
    assert answer.redirect_chain == [(REPORT, 302)]
    said = answer.content.decode()
    assert "Approved. The report is on its way to the advisers." in said
    assert "Who has it" in said
    assert "Waiting to be sent" in said


def test_a_second_press_tells_who_approved_it_and_sends_nothing(
    report: Return, chair: User, browse: Browse
) -> None:
    client = browse(chair)
    for _ in range(2):
        answer = client.post(f"{REPORT}approve/", {"version": report.version}, follow=True)
    assert answer.redirect_chain == [(REPORT, 302)]
    text = answer.content.decode()
    assert "already approved on 11 March 2026 by Chair of the improvement board" in text
    assert Message.objects.filter(key__endswith="-to-advisers").count() == 1


def test_after_the_approval_the_page_that_asks_for_it_leads_to_the_report(
    report: Return, chair: User, browse: Browse
) -> None:
    reviews.approve_return(report=report, by=chair, on=TODAY)
    for step in ("approve", "send-back"):
        answer = browse(chair).get(f"{REPORT}{step}/", follow=True)
        assert answer.redirect_chain == [(REPORT, 302)]
        assert "already approved on 11 March 2026" in answer.content.decode()


def test_a_chair_who_read_an_older_version_is_told_so(
    report: Return, life: Life, chair: User, lead: User, browse: Browse
) -> None:
    opened = report.version
    reviews.send_back(report=report, because="Correct A1.1.", by=chair, on=TODAY)
    reviews.ask_to_compile(report=report, by=lead)
    report.refresh_from_db()
    life.compiles(report, TODAY)
    answer = browse(chair).post(f"{REPORT}approve/", {"version": opened})
    assert answer.status_code == 409
    assert not Message.objects.filter(key__endswith="-to-advisers").exists()


def test_the_chair_sends_it_back_with_a_reason_and_the_lead_compiles_the_next(
    report: Return, chair: User, lead: User, browse: Browse
) -> None:
    told = {"version": report.version, "because": "Correct A1.1 <b>now</b>."}
    answer = browse(chair).post(f"{REPORT}send-back/", told, follow=True)
    assert "Sent back. The programme lead has your reason." in answer.content.decode()
    text = page(browse(lead))
    assert "Correct A1.1 &lt;b&gt;now&lt;/b&gt;." in text
    assert "Compile the next version" in text
    browse(lead).post(f"{REPORT}compile/")
    report.refresh_from_db()
    assert (report.state, report.asked_by) == (ReturnState.DUE, lead)


def test_sending_back_without_a_reason_is_refused_at_the_field(
    report: Return, chair: User, browse: Browse
) -> None:
    told = {"version": report.version, "because": " "}
    text = browse(chair).post(f"{REPORT}send-back/", told).content.decode()
    assert 'href="#id_because"' in text
    report.refresh_from_db()
    assert report.state == ReturnState.AWAITING_APPROVAL


def test_a_failed_report_says_why_and_offers_the_lead_another_try(
    due: Return, lead: User, officer: User, browse: Browse
) -> None:
    at = NOW
    for _ in range(5):
        reviews.claim(report=due, at=at)
        put_off = reviews.put_off(report=due, because="The disk is full.", at=at)
        at = put_off.not_before
    assert "The disk is full." in page(browse(officer))
    assert "Compile now" not in page(browse(officer))
    assert "Compile now" in page(browse(lead))


def test_pressing_compile_on_a_compiled_report_says_why_not(
    report: Return, lead: User, browse: Browse
) -> None:
    answer = browse(lead).post(f"{REPORT}compile/", follow=True)
    assert "This report has been compiled." in answer.content.decode()


def test_a_late_report_says_so_everywhere(report: Return, officer: User, browse: Browse) -> None:
    with clock.at(NOW + timedelta(days=14)):
        assert "It is 2 days late: not approved." in page(browse(officer))
        assert "Late" in page(browse(officer), REPORTS)


def test_a_missed_period_says_what_is_not_known(due: Return, officer: User, browse: Browse) -> None:
    text = page(browse(officer), f"{REPORTS}2026-01-09/")
    assert "The period passed before it could be compiled here." in text


def test_the_pages_cost_as_many_queries_for_a_large_report(
    life: Life,
    report: Return,
    officer: User,
    browse: Browse,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = browse(officer)
    client.get(REPORT)
    with django_assert_max_num_queries(12):
        client.get(REPORT)
    with django_assert_max_num_queries(8):
        client.get(REPORTS)
    life.shows(EvidenceKind.PRACTICE, date(2026, 2, 2))


def test_what_did_not_arrive_is_said_and_can_be_offered_again(
    report: Return, chair: User, lead: User, browse: Browse
) -> None:
    approved = reviews.approve_return(report=report, by=chair, on=TODAY)
    assert approved.message is not None
    before = bytes(approved.message.mime)
    for row in Delivery.objects.filter(message=approved.message):
        claimed = deliveries.claim(delivery_id=row.pk, at=NOW)
        assert claimed is not None
        outcome = deliveries.Outcome(DeliveryState.REFUSED, "550 No such mailbox")
        deliveries.settle(claimed=claimed, outcome=outcome, at=NOW)
    assert "has not reached 2 recipients" in page(browse(chair))
    assert "Send again" not in page(browse(chair))
    text = page(browse(lead))
    assert "550 No such mailbox" in text
    answer = browse(lead).post(f"{REPORT}send-again/", follow=True)
    assert "The report is on its way again, as it was." in answer.content.decode()
    message = Message.objects.get(key__endswith="-to-advisers")
    assert bytes(message.mime) == before
    assert {row.state for row in message.deliveries.all()} == {DeliveryState.QUEUED}


def test_a_report_that_reached_everybody_is_not_sent_again(
    report: Return, life: Life, chair: User, lead: User, browse: Browse
) -> None:
    life.delivers(reviews.approve_return(report=report, by=chair, on=TODAY), TODAY)
    answer = browse(lead).post(f"{REPORT}send-again/", follow=True)
    assert "This report has reached everybody, or is on its way" in answer.content.decode()
    assert {row.attempts for row in Delivery.objects.all()} == {1}


def test_only_those_not_reached_are_offered_the_report_again_however_often_somebody_presses(
    report: Return, chair: User, lead: User, browse: Browse
) -> None:
    approved = reviews.approve_return(report=report, by=chair, on=TODAY)
    has_it, has_not = Delivery.objects.filter(message=approved.message).order_by("pk")
    for row, state in ((has_it, DeliveryState.SENT), (has_not, DeliveryState.REFUSED)):
        claimed = deliveries.claim(delivery_id=row.pk, at=NOW)
        assert claimed is not None
        deliveries.settle(claimed=claimed, outcome=deliveries.Outcome(state), at=NOW)
    for _ in range(2):
        browse(lead).post(f"{REPORT}send-again/")
    assert deliveries.claim(delivery_id=has_it.pk, at=NOW) is None
    assert deliveries.claim(delivery_id=has_not.pk, at=NOW) is not None
    assert deliveries.claim(delivery_id=has_not.pk, at=NOW) is None
    assert Message.objects.filter(key__endswith="-to-advisers").count() == 1
    approved.refresh_from_db()
    offered = changes_of(approved).filter(history_change_reason__startswith="Offered the report")
    assert [row.history_user for row in offered] == [lead]


def test_no_day_of_ours_is_held_against_a_council_whose_record_comes_from_documents(
    report: Return, place: Place, officer: User, chair: User, browse: Browse
) -> None:
    ours = "23 Mar 2026"
    assert ours in page(browse(officer), REPORTS)
    assert "sendtrack’s own measure counts a report as late 10 working days" in page(
        browse(officer), REPORTS
    )
    with record(actor=officer, reason="Made from documents"):
        place.area.record_ends_on = TODAY
        place.area.save()
    listed = page(browse(officer), REPORTS)
    assert "The Notice sets no day" in listed
    assert "working days" not in listed
    for address in (REPORTS, REPORT, f"{REPORT}send-back/"):
        text = page(browse(chair), address)
        assert ours not in text
        assert "23 March 2026" not in text


def test_the_dashboard_tells_the_chair_first_that_a_report_waits(
    report: Return, chair: User, officer: User, browse: Browse
) -> None:
    told = "A report waits for your approval:"
    text = page(browse(chair), "/exampleshire/dashboard/")
    assert text.index(told) < text.index("days into the Notice")
    assert f'<a href="{REPORT}">the progress report to 9 March 2026</a>' in text
    assert "compiled on 11 March 2026" in text
    assert told not in page(browse(officer), "/exampleshire/dashboard/")
    reviews.approve_return(report=report, by=chair, on=TODAY)
    assert told not in page(browse(chair), "/exampleshire/dashboard/")
