"""An area that left formal monitoring is checked by its own people."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0017_who_contributes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assurance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("looks_at", models.TextField()),
                ("every_months", models.PositiveSmallIntegerField()),
                ("first_due_on", models.DateField()),
                ("last_checked_on", models.DateField(blank=True, null=True)),
                ("last_holds", models.BooleanField(blank=True, null=True)),
                (
                    "area",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assurance",
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
                    models.UniqueConstraint(fields=("local_area", "id"), name="assurance_area_key"),
                    sendtrack.organisations.tenancy.SameArea(
                        link="area", name="assurance_area_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="owner", name="assurance_owner_same_area"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every_months__gte", 1), ("every_months__lte", 12)),
                        name="assurance_is_given_at_least_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("last_checked_on__isnull", True), ("last_holds__isnull", True)
                            ),
                            models.Q(
                                ("last_checked_on__isnull", False), ("last_holds__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_check_has_a_day_and_a_finding",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssuranceCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("checked_on", models.DateField()),
                ("holds", models.BooleanField()),
                ("found", models.TextField()),
                (
                    "assurance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="plans.assurance",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="assurancecheck_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="assurance", name="assurancecheck_assurance_same_area"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("found", ""), _negated=True),
                        name="a_check_says_what_it_found",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssurance",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("looks_at", models.TextField()),
                ("every_months", models.PositiveSmallIntegerField()),
                ("first_due_on", models.DateField()),
                ("last_checked_on", models.DateField(blank=True, null=True)),
                ("last_holds", models.BooleanField(blank=True, null=True)),
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
                "verbose_name": "historical assurance",
                "verbose_name_plural": "historical assurances",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_44035e_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssuranceCheck",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("checked_on", models.DateField()),
                ("holds", models.BooleanField()),
                ("found", models.TextField()),
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
                    "assurance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.assurance",
                    ),
                ),
                (
                    "checked_by",
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
            ],
            options={
                "verbose_name": "historical assurance check",
                "verbose_name_plural": "historical assurance checks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_de94d2_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
