"""Which horizons a target may have is said by its regime."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_posts_go_on"),
        ("plans", "0015_areas_change_shape"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="target",
            name="target_horizon_is_known",
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("horizon_months__range", (1, 120))),
                name="target_horizon_is_a_number_of_months",
            ),
        ),
    ]
