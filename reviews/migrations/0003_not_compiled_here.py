"""A report not compiled here gets a key of its own: "missed" is the word of a target."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STATES = [
    ("due", "Due"),
    ("compiling", "Being compiled"),
    ("awaiting_approval", "Waiting for the chair's approval"),
    ("sent_back", "Sent back by the chair"),
    ("approved", "Approved, being sent"),
    ("sent", "Sent"),
    ("failed", "Could not be compiled"),
    ("not_compiled_here", "Not compiled here"),
]


def rename(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    reports = apps.get_model("reviews", "Return").objects
    reports.filter(state="missed").update(state="not_compiled_here")


def rename_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    reports = apps.get_model("reviews", "Return").objects
    reports.filter(state="not_compiled_here").update(state="missed")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_versions_sent_back")]

    operations = [
        *(
            migrations.AlterField(
                model_name=model,
                name="state",
                field=models.CharField(choices=STATES, default="due", max_length=20),
            )
            for model in ("historicalreturn", "return")
        ),
        migrations.RunPython(rename, rename_back),
    ]
