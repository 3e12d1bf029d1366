"""A published file that was brought in by mistake is taken out again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_pictures_without_hidden_data"),
        ("organisations", "0003_posts_go_on"),
        ("plans", "0030_audits_feed_measures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="publishedfile",
            name="a_file_that_cant_be_used_says_why",
        ),
        migrations.RemoveConstraint(
            model_name="publishedfile",
            name="a_file_that_was_read_says_what_it_holds",
        ),
        migrations.AddField(
            model_name="historicalpublishedfile",
            name="taken_out_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalpublishedfile",
            name="taken_out_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="publishedfile",
            name="taken_out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="publishedfile",
            name="taken_out_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="historicalpublishedfile",
            name="refused_because",
            field=models.TextField(
                blank=True, help_text="Why it can't be used, or was taken out again."
            ),
        ),
        migrations.AlterField(
            model_name="historicalpublishedfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("to_read", "Waiting to be read"),
                    ("read", "Read"),
                    ("unreadable", "Can't be used"),
                    ("taken_out", "Taken out again"),
                ],
                default="to_read",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="publishedfile",
            name="refused_because",
            field=models.TextField(
                blank=True, help_text="Why it can't be used, or was taken out again."
            ),
        ),
        migrations.AlterField(
            model_name="publishedfile",
            name="state",
            field=models.CharField(
                choices=[
                    ("to_read", "Waiting to be read"),
                    ("read", "Read"),
                    ("unreadable", "Can't be used"),
                    ("taken_out", "Taken out again"),
                ],
                default="to_read",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["unreadable", "taken_out"]),
                        models.Q(("refused_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["unreadable", "taken_out"]), _negated=True),
                        ("refused_because", ""),
                    ),
                    _connector="OR",
                ),
                name="a_file_that_cant_be_used_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "taken_out"),
                        ("taken_out_by__isnull", False),
                        ("taken_out_on__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "taken_out"), _negated=True),
                        ("taken_out_by__isnull", True),
                        ("taken_out_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_file_is_taken_out_by_somebody_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["read", "taken_out"]), models.Q(("holds", {}), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state__in", ["read", "taken_out"]), _negated=True), ("holds", {})
                    ),
                    _connector="OR",
                ),
                name="a_file_that_was_read_says_what_it_holds",
            ),
        ),
    ]
