"""Programmes of audits, their tools, and what each round found in counts."""

import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import sendtrack.clock
import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0028_who_stands_for_the_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditProgramme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("ref", models.CharField(max_length=8)),
                ("name", models.CharField(max_length=200)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("plans", "EHC plans"),
                            ("reviews", "Annual reviews of EHC plans"),
                            ("health_advice", "Health advice to assessments"),
                            ("care_advice", "Social care advice to assessments"),
                            ("education_advice", "Education and psychology advice to assessments"),
                            ("sen_support", "SEN support in schools and settings"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sampling", models.TextField(help_text="How the sample is drawn.")),
                (
                    "moderation",
                    models.TextField(help_text="How judgements are checked by a second auditor."),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: each round is planned by itself.", null=True
                    ),
                ),
                ("planned_sample", models.PositiveSmallIntegerField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.action",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audits",
                        to="plans.areaofweakness",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
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
                        related_name="+",
                        to="plans.outcome",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="auditprogramme_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="lead", name="auditprogramme_lead_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="area", name="auditprogramme_area_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="outcome", name="auditprogramme_outcome_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="action", name="auditprogramme_action_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("local_area", "ref"), name="one_audit_programme_per_ref"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("every_months__isnull", True),
                            models.Q(("every_months__gte", 1), ("every_months__lte", 24)),
                            _connector="OR",
                        ),
                        name="audits_come_at_least_every_two_years",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned_sample__gte", 1)), name="a_sample_is_planned"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_because", ""), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_on__isnull", False),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="audits_end_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditPartner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners",
                        to="plans.auditprogramme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="auditpartner_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="programme", name="auditpartner_programme_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="organisation", name="auditpartner_organisation_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "organisation"), name="an_organisation_audits_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditTool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                (
                    "edition",
                    models.CharField(
                        help_text='"version 2", "as agreed in May 2025".', max_length=60
                    ),
                ),
                ("grades", models.JSONField(help_text="The words of the scale, the best first.")),
                (
                    "good",
                    models.PositiveSmallIntegerField(
                        help_text="So many of the first count as good."
                    ),
                ),
                (
                    "criteria",
                    models.JSONField(
                        default=list, help_text="Keys of the criteria that it judges."
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "because",
                    models.TextField(
                        blank=True, help_text="Why it took the place of the one before."
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tools",
                        to="plans.auditprogramme",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("local_area", "id"), name="audittool_area_key"),
                    sendtrack.organisations.tenancy.SameArea(
                        link="programme", name="audittool_programme_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "number"), name="one_tool_per_number"
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "from_on"), name="one_tool_from_a_day_on"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("because", ""), _negated=True), _connector="OR"
                        ),
                        name="a_changed_tool_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("good__gte", 1), ("good__lte", 5)),
                        name="some_grades_are_good",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("planned_on", models.DateField()),
                ("not_held_because", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "drawn_from",
                    models.DateField(
                        blank=True,
                        help_text="The sample is of what was finished from this day on.",
                        null=True,
                    ),
                ),
                ("drawn_to", models.DateField(blank=True, null=True)),
                (
                    "population",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many the sample was drawn from.", null=True
                    ),
                ),
                ("sample", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("moderated", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("grade_1", models.PositiveSmallIntegerField(default=0)),
                ("grade_2", models.PositiveSmallIntegerField(default=0)),
                ("grade_3", models.PositiveSmallIntegerField(default=0)),
                ("grade_4", models.PositiveSmallIntegerField(default=0)),
                ("grade_5", models.PositiveSmallIntegerField(default=0)),
                ("grade_6", models.PositiveSmallIntegerField(default=0)),
                ("learnt", models.TextField(blank=True)),
                ("doing", models.TextField(blank=True)),
                (
                    "local_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="plans.auditprogramme",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tool",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="plans.audittool",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="auditround_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="programme", name="auditround_programme_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="tool", name="auditround_tool_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "number"), name="one_round_per_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_on__isnull", False),
                                ("drawn_from__isnull", False),
                                ("drawn_to__gte", models.F("drawn_from")),
                                ("moderated__isnull", False),
                                ("not_held_because", ""),
                                ("recorded_by__isnull", False),
                                ("sample__gte", 1),
                                ("tool__isnull", False),
                            ),
                            models.Q(
                                ("done_on__isnull", True),
                                ("drawn_from__isnull", True),
                                ("drawn_to__isnull", True),
                                ("moderated__isnull", True),
                                ("sample__isnull", True),
                                ("tool__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_round_is_recorded_whole_or_not_at_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sample__isnull", True),
                            (
                                "sample",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("grade_1"), "+", models.F("grade_2")
                                                ),
                                                "+",
                                                models.F("grade_3"),
                                            ),
                                            "+",
                                            models.F("grade_4"),
                                        ),
                                        "+",
                                        models.F("grade_5"),
                                    ),
                                    "+",
                                    models.F("grade_6"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="grades_add_up_to_the_sample",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moderated__isnull", True),
                            ("moderated__lte", models.F("sample")),
                            _connector="OR",
                        ),
                        name="no_more_are_moderated_than_audited",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("population__isnull", True),
                            ("population__gte", models.F("sample")),
                            _connector="OR",
                        ),
                        name="a_sample_is_part_of_what_it_is_drawn_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            ("done_on__gte", models.F("drawn_to")),
                            _connector="OR",
                        ),
                        name="a_sample_is_of_what_was_finished",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditModerator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "local_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.post",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moderators",
                        to="plans.auditround",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="auditmoderator_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="round", name="auditmoderator_round_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="post", name="auditmoderator_post_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("round", "post"), name="a_post_moderates_a_round_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "criterion",
                    models.CharField(
                        choices=[
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
                ("met", models.PositiveSmallIntegerField()),
                ("partly", models.PositiveSmallIntegerField()),
                ("not_met", models.PositiveSmallIntegerField()),
                ("not_applicable", models.PositiveSmallIntegerField()),
                ("sample", models.PositiveSmallIntegerField(help_text="That of the round.")),
                (
                    "local_area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.localarea",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="plans.auditround",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="auditfinding_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="round", name="auditfinding_round_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("round", "criterion"), name="a_round_judges_a_criterion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sample",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("met"), "+", models.F("partly")
                                        ),
                                        "+",
                                        models.F("not_met"),
                                    ),
                                    "+",
                                    models.F("not_applicable"),
                                ),
                            )
                        ),
                        name="judgements_add_up_to_the_sample",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plans.action",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="plans.auditround",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("local_area", "id"), name="auditaction_area_key"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="round", name="auditaction_round_same_area"
                    ),
                    sendtrack.organisations.tenancy.SameArea(
                        link="action", name="auditaction_action_same_area"
                    ),
                    models.UniqueConstraint(
                        fields=("round", "action"), name="an_action_takes_a_round_up_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAuditAction",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.action",
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.auditround",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit action",
                "verbose_name_plural": "historical audit actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_557568_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditFinding",
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
                    "criterion",
                    models.CharField(
                        choices=[
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
                ("met", models.PositiveSmallIntegerField()),
                ("partly", models.PositiveSmallIntegerField()),
                ("not_met", models.PositiveSmallIntegerField()),
                ("not_applicable", models.PositiveSmallIntegerField()),
                ("sample", models.PositiveSmallIntegerField(help_text="That of the round.")),
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.auditround",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit finding",
                "verbose_name_plural": "historical audit findings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_ffce3b_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditModerator",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                    "round",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.auditround",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit moderator",
                "verbose_name_plural": "historical audit moderators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_b94823_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditPartner",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
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
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.auditprogramme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit partner",
                "verbose_name_plural": "historical audit partners",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_12b0fa_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditProgramme",
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
                ("name", models.CharField(max_length=200)),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("plans", "EHC plans"),
                            ("reviews", "Annual reviews of EHC plans"),
                            ("health_advice", "Health advice to assessments"),
                            ("care_advice", "Social care advice to assessments"),
                            ("education_advice", "Education and psychology advice to assessments"),
                            ("sen_support", "SEN support in schools and settings"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sampling", models.TextField(help_text="How the sample is drawn.")),
                (
                    "moderation",
                    models.TextField(help_text="How judgements are checked by a second auditor."),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty: each round is planned by itself.", null=True
                    ),
                ),
                ("planned_sample", models.PositiveSmallIntegerField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("ended_because", models.TextField(blank=True)),
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
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.action",
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
                    "lead",
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
            ],
            options={
                "verbose_name": "historical audit programme",
                "verbose_name_plural": "historical audit programmes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_0cfaae_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditRound",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("planned_on", models.DateField()),
                ("not_held_because", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "drawn_from",
                    models.DateField(
                        blank=True,
                        help_text="The sample is of what was finished from this day on.",
                        null=True,
                    ),
                ),
                ("drawn_to", models.DateField(blank=True, null=True)),
                (
                    "population",
                    models.PositiveIntegerField(
                        blank=True, help_text="How many the sample was drawn from.", null=True
                    ),
                ),
                ("sample", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("moderated", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("grade_1", models.PositiveSmallIntegerField(default=0)),
                ("grade_2", models.PositiveSmallIntegerField(default=0)),
                ("grade_3", models.PositiveSmallIntegerField(default=0)),
                ("grade_4", models.PositiveSmallIntegerField(default=0)),
                ("grade_5", models.PositiveSmallIntegerField(default=0)),
                ("grade_6", models.PositiveSmallIntegerField(default=0)),
                ("learnt", models.TextField(blank=True)),
                ("doing", models.TextField(blank=True)),
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
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.auditprogramme",
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
                "verbose_name": "historical audit round",
                "verbose_name_plural": "historical audit rounds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_afefaf_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAuditTool",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=sendtrack.clock.now, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                (
                    "edition",
                    models.CharField(
                        help_text='"version 2", "as agreed in May 2025".', max_length=60
                    ),
                ),
                ("grades", models.JSONField(help_text="The words of the scale, the best first.")),
                (
                    "good",
                    models.PositiveSmallIntegerField(
                        help_text="So many of the first count as good."
                    ),
                ),
                (
                    "criteria",
                    models.JSONField(
                        default=list, help_text="Keys of the criteria that it judges."
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "because",
                    models.TextField(
                        blank=True, help_text="Why it took the place of the one before."
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
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plans.auditprogramme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical audit tool",
                "verbose_name_plural": "historical audit tools",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        fields=["history_date", "id"], name="plans_histo_history_634d63_idx"
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
