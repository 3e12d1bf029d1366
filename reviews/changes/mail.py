"""The emails about a report: to the chair, the leads, and the advisers. All go to the outbox."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from plans.models import Closure, LinkedAdviser
from reviews.models import Return, SentBack
from sendtrack.accounts.models import Access, User
from sendtrack.accounts.permissions import Role
from sendtrack.periods import day_in_words
from sendtrack.publishing.changes import Attachment, Recipient, post_message
from sendtrack.publishing.models import Approval, Message, Rendition


def address_of(report: Return) -> str:
    """Where the report stands, for people outside the page."""
    where = {"area": report.local_area.slug, "period_end": report.period_end}
    return settings.PUBLIC_ORIGIN + reverse("reviews:report", kwargs=where)


def _people(report: Return | Closure, roles: Sequence[Role], on: date) -> list[Recipient]:
    rows = Access.objects.of(report.local_area).current(on).filter(role__in=roles)
    found = rows.select_related("user").order_by("user__email")
    return [Recipient(access.user.email, access.user.name) for access in found]


def _post(
    report: Return,
    *,
    key: str,
    subject: str,
    template: str,
    recipients: Sequence[Recipient],
    attachments: Sequence[Attachment] = (),
    **told: object,
) -> Message | None:
    if not recipients:
        return None
    text = render_to_string(
        f"mail/report_{template}.txt",
        {"report": report, "area": report.local_area, "address": address_of(report), **told},
    )
    return post_message(
        area=report.local_area,
        key=f"report-{report.pk}-{key}",
        subject=subject,
        text=text,
        recipients=recipients,
        attachments=attachments,
    )


def ask_for_approval(report: Return, *, on: date) -> None:
    """Tell every chair that a version waits for approval; once for each version."""
    assert report.snapshot is not None
    _post(
        report,
        key=f"version-{report.snapshot.number}-to-approve",
        subject=f"To approve: report to the Department, period to {_until(report)}",
        template="to_approve",
        recipients=_people(report, [Role.CHAIR], on),
    )


def tell_sent_back(sent_back: SentBack, *, on: date) -> None:
    """Tell the leads that the chair wants another version, and why."""
    report = sent_back.report
    _post(
        report,
        key=f"version-{sent_back.snapshot.number}-sent-back",
        subject=f"Sent back by the chair: report for the period to {_until(report)}",
        template="sent_back",
        recipients=_people(report, [Role.LEAD], on),
        sent_back=sent_back,
    )


def remind(report: Return, *, on: date) -> None:
    """Tell chair and leads that a report is late; once a day."""
    _post(
        report,
        key=f"late-on-{on.isoformat()}",
        subject=f"Late: report to the Department, period to {_until(report)}",
        template="late",
        recipients=_people(report, [Role.CHAIR, Role.LEAD], on),
        days=(on - report.due_on).days,
    )


def send_to_advisers(
    report: Return, advisers: Sequence[LinkedAdviser], pdf: Rendition, approval: Approval
) -> Message | None:
    """Put the approved report in the outbox, with the stored PDF, once for good."""
    assert report.snapshot is not None
    filename = file_name(report)
    return _post(
        report,
        key="to-advisers",
        subject=f"{report.local_area.council_name}: progress report to {_until(report)}",
        template="to_advisers",
        recipients=[
            Recipient(adviser.email, adviser.post.in_full) for adviser in advisers if adviser.email
        ],
        attachments=[Attachment(filename, bytes(pdf.content), "application/pdf")],
        pdf=pdf,
        filename=filename,
        approval=approval,
    )


def ask_for_closure(closure: Closure, *, on: date) -> None:
    """Tell every chair that a closure report waits for approval; once for each version."""
    assert closure.snapshot is not None
    _post_closure(
        closure,
        key=f"version-{closure.snapshot.number}-to-approve",
        subject=f"To approve: closure report of the {closure.regime}",
        template="to_approve",
        recipients=_people(closure, [Role.CHAIR], on),
    )


def tell_closure_sent_back(closure: Closure, *, number: int, by: User, on: date) -> None:
    """Tell the leads that the chair wants another version, and why."""
    _post_closure(
        closure,
        key=f"version-{number}-sent-back",
        subject=f"Sent back by the chair: closure report of the {closure.regime}",
        template="sent_back",
        recipients=_people(closure, [Role.LEAD], on),
        by=by,
    )


def _post_closure(
    closure: Closure,
    *,
    key: str,
    subject: str,
    template: str,
    recipients: Sequence[Recipient],
    **told: object,
) -> None:
    if not recipients:
        return
    area = closure.local_area
    where = {"area": area.slug, "code": closure.regime.code}
    address = settings.PUBLIC_ORIGIN + reverse("reviews:closure", kwargs=where)
    post_message(
        area=area,
        key=f"closure-{closure.pk}-{key}",
        subject=subject,
        text=render_to_string(
            f"mail/closure_{template}.txt",
            {"closure": closure, "area": area, "address": address, **told},
        ),
        recipients=recipients,
    )


def file_name(report: Return) -> str:
    """exampleshire-progress-report-to-2026-03-09-version-1.pdf"""
    assert report.snapshot is not None
    until, number = report.period_end.isoformat(), report.snapshot.number
    return f"{report.local_area.slug}-progress-report-to-{until}-version-{number}.pdf"


def _until(report: Return) -> str:
    return day_in_words(report.period_end)
