"""Views heard stand on the agenda of a meeting, and in its minutes with the answer."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0006_work_goes_to_another_body"),
        ("organisations", "0003_posts_go_on"),
        ("plans", "0019_what_is_to_be_collected"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HeardView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("there", "Said at the meeting itself"),
                            ("brought", "Heard before, and brought to the meeting"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="Empty means: the board has not answered yet."
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="boards.decision",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="boards.meeting",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.voiceentry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("local_area", "id"), name="heardview_area_key"),
                    sendtrack.organisations.tenancy.SameArea(
                        link="meeting", name="heardview_meeting_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="voice", name="heardview_voice_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="decision", name="heardview_decision_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "voice"), name="views_stand_once_at_a_meeting"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__isnull", True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_decision_in_answer_to_views_is_said",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalHeardView",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("there", "Said at the meeting itself"),
                            ("brought", "Heard before, and brought to the meeting"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="Empty means: the board has not answered yet."
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="boards.decision",
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="boards.meeting",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.voiceentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical heard view",
                "verbose_name_plural": "historical heard views",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="boards_hist_history_561374_idx"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
