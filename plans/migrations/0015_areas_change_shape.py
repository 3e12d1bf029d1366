"""An area may come out of several, and be split, merged or dropped."""

from typing import Any

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


def as_rows(apps: Any, schema_editor: Any) -> None:
    """Each key becomes a row, with one row of history from the day on which the key was set."""
    history = apps.get_model("plans", "HistoricalAreaOfWeakness").objects
    for area in apps.get_model("plans", "AreaOfWeakness").objects.order_by("pk"):
        if area.derived_from_id is None:
            continue
        rows = history.filter(id=area.pk, derived_from_id=area.derived_from_id)
        first = rows.order_by("history_date", "history_id").first()
        row = apps.get_model("plans", "AreaLineage").objects.create(
            version=1,
            local_area_id=area.local_area_id,
            area_id=area.pk,
            origin_id=area.derived_from_id,
            kind="carried",
            on=area.regime.issued_on,
        )
        told = {field.attname: getattr(row, field.attname) for field in row._meta.fields}
        apps.get_model("plans", "HistoricalAreaLineage").objects.create(
            **told,
            history_date=first.history_date,
            recorded_at=first.recorded_at,
            history_type="+",
            history_user_id=first.history_user_id,
            history_change_reason=first.history_change_reason,
        )
    check_now(schema_editor)


def as_keys(apps: Any, schema_editor: Any) -> None:
    """Back to one key: the first area that another one carries on."""
    areas = apps.get_model("plans", "AreaOfWeakness").objects
    history = apps.get_model("plans", "HistoricalAreaOfWeakness").objects
    for row in apps.get_model("plans", "AreaLineage").objects.order_by("-pk"):
        areas.filter(pk=row.area_id).update(derived_from_id=row.origin_id)
        history.filter(id=row.area_id).update(derived_from_id=row.origin_id)
    check_now(schema_editor)


def check_now(schema_editor: Any) -> None:
    """PostgreSQL alters no table while rows of it wait for their keys to be checked."""
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0014_risks_happen_and_are_escalated"),
        ("sources", "0004_facts_that_can_be_compared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaLineage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("carried", "Carried over"),
                            ("split", "Split"),
                            ("merged", "Merged"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="origins",
                        to="plans.areaofweakness",
                    ),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.citation",
                    ),
                ),
                (
                    "local_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heirs",
                        to="plans.areaofweakness",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="arealineage_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="area", name="arealineage_area_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="origin", name="arealineage_origin_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="citation", name="arealineage_citation_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("area", "origin"), name="an_area_comes_out_of_another_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("area", models.F("origin")), _negated=True),
                        name="an_area_comes_out_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAreaLineage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("carried", "Carried over"),
                            ("split", "Split"),
                            ("merged", "Merged"),
                        ],
                        max_length=8,
                    ),
                ),
                ("on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField()),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.areaofweakness",
                    ),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.citation",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "local_area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.areaofweakness",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical area lineage",
                "verbose_name_plural": "historical area lineages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_52a978_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="areaofweakness",
            name="ended_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="areaofweakness",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sources.citation",
            ),
        ),
        migrations.AddField(
            model_name="areaofweakness",
            name="ended_how",
            field=models.CharField(
                blank=True,
                choices=[("split", "Split"), ("merged", "Merged"), ("dropped", "Dropped")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="areaofweakness",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalareaofweakness",
            name="ended_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="historicalareaofweakness",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sources.citation",
            ),
        ),
        migrations.AddField(
            model_name="historicalareaofweakness",
            name="ended_how",
            field=models.CharField(
                blank=True,
                choices=[("split", "Split"), ("merged", "Merged"), ("dropped", "Dropped")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="historicalareaofweakness",
            name="ended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="areaofweakness",
            constraint=sendtrack.organisations.tenancy.SameArea(
                link="ended_by", name="areaofweakness_ended_by_same_area"
            ),
        ),
        migrations.AddConstraint(
            model_name="areaofweakness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_because", ""),
                        ("ended_by__isnull", True),
                        ("ended_how", ""),
                        ("ended_on__isnull", True),
                    ),
                    models.Q(
                        ("ended_on__isnull", False),
                        models.Q(("ended_how", ""), _negated=True),
                        models.Q(("ended_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_area_ends_somehow_and_for_a_reason",
            ),
        ),
        migrations.RunPython(as_rows, as_keys),
        migrations.RemoveConstraint(
            model_name="areaofweakness",
            name="areaofweakness_derived_from_same_area",
        ),
        migrations.RemoveField(
            model_name="areaofweakness",
            name="derived_from",
        ),
        migrations.RemoveField(
            model_name="historicalareaofweakness",
            name="derived_from",
        ),
    ]
