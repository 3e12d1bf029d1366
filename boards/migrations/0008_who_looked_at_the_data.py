"""Leaders say month by month what they noticed in the data."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0007_views_reach_the_board"),
        ("organisations", "0003_posts_go_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DataLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "data_to",
                    models.DateField(help_text="The last day of the month that was looked at."),
                ),
                ("looked_on", models.DateField()),
                ("noticed", models.TextField()),
                ("follows", models.TextField(blank=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="boards.body",
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
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        help_text="Of the seat at the board that they hold; empty for others.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("local_area", "id"), name="datalook_area_key"),
                    sendtrack.organisations.tenancy.SameArea(
                        link="body", name="datalook_body_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="post", name="datalook_post_same_area"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("noticed", ""), _negated=True),
                        name="a_look_says_what_was_noticed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("looked_on__gt", models.F("data_to"))),
                        name="a_look_comes_after_its_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDataLook",
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
                    "data_to",
                    models.DateField(help_text="The last day of the month that was looked at."),
                ),
                ("looked_on", models.DateField()),
                ("noticed", models.TextField()),
                ("follows", models.TextField(blank=True)),
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
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="boards.body",
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
                    "looked_by",
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
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Of the seat at the board that they hold; empty for others.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical data look",
                "verbose_name_plural": "historical data looks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="boards_hist_history_0758b4_idx"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
