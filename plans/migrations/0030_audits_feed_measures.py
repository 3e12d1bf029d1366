"""Measures count rounds of audits, and a figure says which round it is of."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0029_quality_is_audited"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "counts",
                    models.CharField(
                        choices=[
                            ("overall", "Good or better"),
                            ("health", "Health contribution is present and adequate"),
                            ("care", "Social care contribution is present and adequate"),
                            ("child", "The child’s voice is evident"),
                            ("parent", "The parents’ voice is evident"),
                            ("lived", "Lived experience, needs and risk are described"),
                            ("outcomes", "Outcomes are specific and can be measured"),
                            ("provision", "Provision is specific and quantified"),
                            ("timely", "It was written in time"),
                        ],
                        max_length=12,
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
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.measure",
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="plans.audittool",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("local_area", "id"), name="auditfeed_area_key"),
                    sendtrack.organisations.tenancy.SameArea(
                        link="tool", name="auditfeed_tool_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="measure", name="auditfeed_measure_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("tool", "counts"), name="what_is_audited_counts_once"
                    ),
                    models.UniqueConstraint(
                        fields=("tool", "measure"), name="a_measure_counts_one_thing_of_a_tool"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "counts__in",
                                [
                                    "overall",
                                    "health",
                                    "care",
                                    "child",
                                    "parent",
                                    "lived",
                                    "outcomes",
                                    "provision",
                                    "timely",
                                ],
                            )
                        ),
                        name="a_feed_counts_what_is_judged",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAuditFeed",
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
                    "counts",
                    models.CharField(
                        choices=[
                            ("overall", "Good or better"),
                            ("health", "Health contribution is present and adequate"),
                            ("care", "Social care contribution is present and adequate"),
                            ("child", "The child’s voice is evident"),
                            ("parent", "The parents’ voice is evident"),
                            ("lived", "Lived experience, needs and risk are described"),
                            ("outcomes", "Outcomes are specific and can be measured"),
                            ("provision", "Provision is specific and quantified"),
                            ("timely", "It was written in time"),
                        ],
                        max_length=12,
                    ),
                ),
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
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.measure",
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.audittool",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit feed",
                "verbose_name_plural": "historical audit feeds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_4fc1a5_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalreading",
            name="audit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The round of audits whose counts it is. Empty: somebody typed it.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="plans.auditround",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="audit",
            field=models.ForeignKey(
                blank=True,
                help_text="The round of audits whose counts it is. Empty: somebody typed it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.auditround",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=sendtrack.organisations.tenancy.SameArea(
                link="audit", name="reading_audit_same_area"
            ),
        ),
    ]
