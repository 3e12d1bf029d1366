"""An area copies a shipped template and changes its copy."""

import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("reviews", "0005_history_keeps_when_it_was_written"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalOwnTemplate",
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
                    "code",
                    models.SlugField(
                        help_text="Its address: own-1. Never given again.", max_length=40
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("written_statement", "Written Statement of Action"),
                            ("accelerated_plan", "Accelerated Progress Plan"),
                            ("improvement_notice", "Improvement Notice"),
                            ("priority_plan", "Priority Action Plan"),
                            ("strategy", "SEND strategy"),
                        ],
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("about", models.CharField(blank=True, max_length=400)),
                ("issued_by", models.CharField(max_length=160)),
                (
                    "horizons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("report_every_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "areas",
                    models.TextField(blank=True, help_text="One a line: “a. A lack of capacity”."),
                ),
                ("clauses", models.JSONField(blank=True, default=list)),
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
                "verbose_name": "historical own template",
                "verbose_name_plural": "historical own templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="reviews_his_history_c3fddc_idx"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OwnTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "code",
                    models.SlugField(
                        help_text="Its address: own-1. Never given again.", max_length=40
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("written_statement", "Written Statement of Action"),
                            ("accelerated_plan", "Accelerated Progress Plan"),
                            ("improvement_notice", "Improvement Notice"),
                            ("priority_plan", "Priority Action Plan"),
                            ("strategy", "SEND strategy"),
                        ],
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("about", models.CharField(blank=True, max_length=400)),
                ("issued_by", models.CharField(max_length=160)),
                (
                    "horizons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("report_every_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "areas",
                    models.TextField(blank=True, help_text="One a line: “a. A lack of capacity”."),
                ),
                ("clauses", models.JSONField(blank=True, default=list)),
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
                        fields=("local_area", "id"), name="owntemplate_area_key"
                    ),
                    models.UniqueConstraint(
                        fields=("local_area", "code"), name="one_template_per_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="a_template_has_a_name",
                    ),
                ],
            },
        ),
    ]
