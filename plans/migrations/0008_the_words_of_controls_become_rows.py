"""The one text that told a risk's controls becomes its first control, with the text's history.

Each row of that history keeps its day, its actor and its reason, so that the register as at a past
day shows the words of that day. "None yet" was the text of a risk without controls.
"""

from typing import Any

from django.db import migrations, models

NO_CONTROL = {"", "none", "none yet", "none so far", "no controls", "nothing yet"}


def as_rows(apps: Any, schema_editor: Any) -> None:
    risks = apps.get_model("plans", "Risk").objects.order_by("pk")
    for risk in risks.iterator():
        _control_of(apps, risk)


def _control_of(apps: Any, risk: Any) -> None:
    control, words = None, ""
    rows = apps.get_model("plans", "HistoricalRisk").objects.filter(id=risk.pk)
    for row in rows.order_by("history_date", "history_id"):
        said = row.controls_in_words.strip()
        if said == words:
            continue
        words = said
        if said.strip(" .").lower() in NO_CONTROL:
            if control is not None:
                control.withdrawn_on = row.history_date.date()
                control.withdrawn_because = f"Recorded as: {said or 'nothing'}"
                _save(apps, control, row, "~")
            control = None
            continue
        kind = "+" if control is None else "~"
        control = control or apps.get_model("plans", "Control")(
            local_area_id=risk.local_area_id, risk_id=risk.pk, number=_next_number(apps, risk)
        )
        control.what = said
        control.owner_id = row.owner_id
        _save(apps, control, row, kind)


def _next_number(apps: Any, risk: Any) -> int:
    return apps.get_model("plans", "Control").objects.filter(risk_id=risk.pk).count() + 1


def _save(apps: Any, control: Any, row: Any, kind: str) -> None:
    """The control as the row left it, and its own row of history."""
    control.version += 1
    control.save()
    told = {field.attname: getattr(control, field.attname) for field in control._meta.fields}
    apps.get_model("plans", "HistoricalControl").objects.create(
        **told,
        history_date=row.history_date,
        recorded_at=row.recorded_at,
        history_type=kind,
        history_user_id=row.history_user_id,
        history_change_reason=row.history_change_reason,
    )


def as_words(apps: Any, schema_editor: Any) -> None:
    """Back to one text; its history takes what the controls said at the time."""
    history = apps.get_model("plans", "HistoricalControl").objects
    for risk in apps.get_model("plans", "Risk").objects.order_by("pk").iterator():
        rows = list(history.filter(risk_id=risk.pk).order_by("history_date", "history_id"))
        for past in apps.get_model("plans", "HistoricalRisk").objects.filter(id=risk.pk):
            known = [row for row in rows if row.history_date <= past.history_date]
            past.controls_in_words = _told(known)
            past.save()
        risk.controls_in_words = _told(rows)
        risk.save()


def _told(rows: list[Any]) -> str:
    newest = {row.id: row for row in rows}
    said = [row.what for row in newest.values() if not row.withdrawn_on and row.history_type != "-"]
    return "; ".join(said) or "None yet"


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0007_controls_are_rows"),
    ]

    operations = [
        # So that the way back finds columns that may be empty until they are filled.
        migrations.AlterField("historicalrisk", "controls_in_words", models.TextField(default="")),
        migrations.AlterField("risk", "controls_in_words", models.TextField(default="")),
        migrations.RunPython(as_rows, as_words),
        migrations.RemoveField("historicalrisk", "controls_in_words"),
        migrations.RemoveField("risk", "controls_in_words"),
    ]
