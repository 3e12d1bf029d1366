"""Snapshots, renditions and messages are written once: PostgreSQL refuses to change or delete."""

from django.db import migrations

TABLES = ("publishing_snapshot", "publishing_rendition", "publishing_message")

FUNCTION = """
CREATE FUNCTION publishing_row_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are frozen: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_the_record")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION publishing_row_is_frozen()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_is_frozen BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION publishing_row_is_frozen()",
                f"DROP TRIGGER {table}_is_frozen ON {table}",
            )
            for table in TABLES
        ),
    ]
