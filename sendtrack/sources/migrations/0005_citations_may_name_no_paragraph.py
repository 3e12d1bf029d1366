"""A published document can have lost the number of a paragraph."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("sources", "0004_facts_that_can_be_compared"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="citation",
            name="one_citation_per_paragraph",
        ),
        migrations.AlterField(
            model_name="citation",
            name="paragraph",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="historicalcitation",
            name="paragraph",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("paragraph", ""), _negated=True),
                fields=("document", "paragraph"),
                name="one_citation_per_paragraph",
            ),
        ),
    ]
