"""What an impact framework will collect besides numbers, by whom and when, and what came."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0018_areas_assure_themselves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("ref", models.CharField(max_length=8)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("focus_group", "Focus group or workshop"),
                            ("interviews", "Interviews or conversations"),
                            ("survey", "Survey with open questions"),
                            ("case_study", "Case study"),
                            ("audit", "Audit of practice"),
                            ("observation", "Visit or observation"),
                            ("complaints", "What complaints and compliments say"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                (
                    "tells",
                    models.TextField(
                        help_text="What it is to tell of children, families or practice."
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: collected once.", null=True
                    ),
                ),
                (
                    "next_due_on",
                    models.DateField(
                        blank=True, help_text="Empty: nothing more is to come.", null=True
                    ),
                ),
                ("last_collected_on", models.DateField(blank=True, null=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
                ("stopped_because", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="plans.areaofweakness",
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
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="plans.outcome",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="plannedsource_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="area", name="plannedsource_area_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="outcome", name="plannedsource_outcome_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="owner", name="plannedsource_owner_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("local_area", "ref"), name="one_planned_source_per_ref"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("every_months__isnull", True),
                            models.Q(("every_months__gte", 1), ("every_months__lte", 24)),
                            _connector="OR",
                        ),
                        name="a_source_comes_at_least_every_two_years",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stopped_because", ""), ("stopped_on__isnull", True)),
                            models.Q(
                                ("next_due_on__isnull", True),
                                ("stopped_on__isnull", False),
                                models.Q(("stopped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_stopped_source_says_why_and_is_not_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_due_on__isnull", False),
                            ("stopped_on__isnull", False),
                            models.Q(
                                ("every_months__isnull", True), ("last_collected_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_source_is_due_until_it_came_once_or_stopped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_due_on__isnull", True),
                            ("last_collected_on__isnull", True),
                            ("next_due_on__gt", models.F("last_collected_on")),
                            _connector="OR",
                        ),
                        name="a_source_is_due_after_it_last_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCollected",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("collected_on", models.DateField()),
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
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.evidence",
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.plannedsource",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical collected",
                "verbose_name_plural": "historical collecteds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_697fce_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Collected",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("collected_on", models.DateField()),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_as",
                        to="plans.evidence",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collected",
                        to="plans.plannedsource",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("local_area", "id"), name="collected_area_key"),
                    sendtrack.organisations.tenancy.SameArea(
                        link="source", name="collected_source_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="evidence", name="collected_evidence_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("source", "evidence"), name="evidence_comes_once_as_planned"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlannedSource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("ref", models.CharField(max_length=8)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("focus_group", "Focus group or workshop"),
                            ("interviews", "Interviews or conversations"),
                            ("survey", "Survey with open questions"),
                            ("case_study", "Case study"),
                            ("audit", "Audit of practice"),
                            ("observation", "Visit or observation"),
                            ("complaints", "What complaints and compliments say"),
                            ("other", "Another way"),
                        ],
                        max_length=12,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                (
                    "tells",
                    models.TextField(
                        help_text="What it is to tell of children, families or practice."
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: collected once.", null=True
                    ),
                ),
                (
                    "next_due_on",
                    models.DateField(
                        blank=True, help_text="Empty: nothing more is to come.", null=True
                    ),
                ),
                ("last_collected_on", models.DateField(blank=True, null=True)),
                ("stopped_on", models.DateField(blank=True, null=True)),
                ("stopped_because", models.TextField(blank=True)),
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
                    "outcome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.outcome",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical planned source",
                "verbose_name_plural": "historical planned sources",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_91ae57_idx"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
