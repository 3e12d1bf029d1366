"""What success of an area is judged by, who agreed to it, and whether it is met."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0019_what_is_to_be_collected"),
        ("sources", "0004_facts_that_can_be_compared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SuccessCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("ref", models.CharField(max_length=8)),
                ("words", models.CharField(max_length=400)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("not_known", "Not known yet"),
                            ("not_met_yet", "Not met yet"),
                            ("criterion_met", "Met"),
                        ],
                        default="not_known",
                        max_length=16,
                    ),
                ),
                ("judged_on", models.DateField(blank=True, null=True)),
                ("judged_because", models.TextField(blank=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="plans.areaofweakness",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.evidence",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        fields=("local_area", "id"), name="successcriterion_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="area", name="successcriterion_area_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="evidence", name="successcriterion_evidence_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("local_area", "ref"), name="one_criterion_per_ref"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="a_criterion_says_what_will_be_different",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("evidence__isnull", True),
                                ("judged_because", ""),
                                ("judged_by__isnull", True),
                                ("judged_on__isnull", True),
                                ("result", "not_known"),
                            ),
                            models.Q(
                                ("judged_by__isnull", False),
                                ("judged_on__isnull", False),
                                models.Q(("judged_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_judged_criterion_says_who_when_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "criterion_met"), _negated=True),
                            ("evidence__isnull", False),
                            _connector="OR",
                        ),
                        name="a_criterion_is_met_on_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_because", ""), ("dropped_on__isnull", True)),
                            models.Q(
                                ("dropped_on__isnull", False),
                                models.Q(("dropped_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_dropped_criterion_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCriterionAgreement",
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
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Frontline staff"),
                            ("schools", "Schools"),
                            ("parents", "Parents and carers"),
                            ("young_people", "Children and young people"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(help_text="Those that were agreed to.", max_length=400)),
                ("agreed_on", models.DateField()),
                (
                    "agreed_at",
                    models.CharField(
                        blank=True,
                        help_text="The meeting, or the place in the document.",
                        max_length=200,
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
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sources.sourcedocument",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.post",
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
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.successcriterion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical criterion agreement",
                "verbose_name_plural": "historical criterion agreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_338e69_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CriterionAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Frontline staff"),
                            ("schools", "Schools"),
                            ("parents", "Parents and carers"),
                            ("young_people", "Children and young people"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.CharField(help_text="Those that were agreed to.", max_length=400)),
                ("agreed_on", models.DateField()),
                (
                    "agreed_at",
                    models.CharField(
                        blank=True,
                        help_text="The meeting, or the place in the document.",
                        max_length=200,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sources.sourcedocument",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
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
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="plans.successcriterion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="criterionagreement_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="criterion", name="criterionagreement_criterion_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="organisation", name="criterionagreement_organisation_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="post", name="criterionagreement_post_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="document", name="criterionagreement_document_same_area"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("group", ""),
                                ("organisation__isnull", False),
                                ("post__isnull", True),
                            ),
                            models.Q(
                                ("group", ""),
                                ("organisation__isnull", True),
                                ("post__isnull", False),
                            ),
                            models.Q(
                                ("organisation__isnull", True),
                                ("post__isnull", True),
                                models.Q(("group", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="one_party_agrees_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at", ""), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="an_agreement_says_where_it_was_reached",
                    ),
                    models.UniqueConstraint(
                        fields=("criterion", "words", "organisation", "post", "group"),
                        name="a_party_agrees_once_to_the_same_words",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSuccessCriterion",
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
                ("words", models.CharField(max_length=400)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("not_known", "Not known yet"),
                            ("not_met_yet", "Not met yet"),
                            ("criterion_met", "Met"),
                        ],
                        default="not_known",
                        max_length=16,
                    ),
                ),
                ("judged_on", models.DateField(blank=True, null=True)),
                ("judged_because", models.TextField(blank=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("dropped_because", models.TextField(blank=True)),
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
                    "judged_by",
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
                "verbose_name": "historical success criterion",
                "verbose_name_plural": "historical success criterions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_c8112c_idx"
                    )
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
