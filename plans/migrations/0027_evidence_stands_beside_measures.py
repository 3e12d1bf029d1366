"""Evidence stands beside measures too."""

import django.db.models.deletion
from django.db import migrations, models

import sendtrack.organisations.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0026_figures_come_as_files"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="evidencelink",
            name="evidence_is_linked_to_something",
        ),
        migrations.RemoveConstraint(
            model_name="evidencelink",
            name="evidence_is_linked_once",
        ),
        migrations.AddField(
            model_name="evidencelink",
            name="measure",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_links",
                to="plans.measure",
            ),
        ),
        migrations.AddField(
            model_name="historicalevidencelink",
            name="measure",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="plans.measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencelink",
            constraint=sendtrack.organisations.tenancy.SameArea(
                link="measure", name="evidencelink_measure_same_area"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action__isnull", True),
                        ("area__isnull", False),
                        ("measure__isnull", True),
                        ("outcome__isnull", True),
                        ("risk__isnull", True),
                        ("target__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("area__isnull", True),
                        ("measure__isnull", True),
                        ("outcome__isnull", False),
                        ("risk__isnull", True),
                        ("target__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("area__isnull", True),
                        ("measure__isnull", True),
                        ("outcome__isnull", True),
                        ("risk__isnull", True),
                        ("target__isnull", False),
                    ),
                    models.Q(
                        ("action__isnull", False),
                        ("area__isnull", True),
                        ("measure__isnull", True),
                        ("outcome__isnull", True),
                        ("risk__isnull", True),
                        ("target__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("area__isnull", True),
                        ("measure__isnull", True),
                        ("outcome__isnull", True),
                        ("risk__isnull", False),
                        ("target__isnull", True),
                    ),
                    models.Q(
                        ("action__isnull", True),
                        ("area__isnull", True),
                        ("measure__isnull", False),
                        ("outcome__isnull", True),
                        ("risk__isnull", True),
                        ("target__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="evidence_is_linked_to_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencelink",
            constraint=models.UniqueConstraint(
                fields=("evidence", "area", "outcome", "target", "action", "risk", "measure"),
                name="evidence_is_linked_once",
                nulls_distinct=False,
            ),
        ),
    ]
