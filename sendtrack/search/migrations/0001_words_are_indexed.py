"""Indexes of the words that are searched. They hang on the tables of other apps and go with them."""

from django.db import migrations

INDEXES = {
    "plans_outcome": ("statement",),
    "plans_action": (
        "ref",
        "title",
        "success_criteria",
        "next_step",
        "reason",
        "help_wanted",
        "note",
    ),
    "plans_actionupdate": (
        "happened",
        "difference",
        "next_step",
        "reason",
        "help_wanted",
        "move_reason",
    ),
    "plans_risk": ("ref", "cause", "event", "effect"),
    "plans_evidence": ("title", "shows"),
    "plans_voiceentry": ("how", "said", "changed"),
    "boards_logitem": ("ref", "what"),
    "boards_logupdate": ("said",),
    "boards_decision": ("words", "because"),
    "boards_meeting": ("summary", "not_held_because"),
    "sources_citation": ("paragraph", "words"),
}


def index(table, columns):
    joined = " || ' ' || ".join(f"COALESCE({column}, '')" for column in columns)
    return migrations.RunSQL(
        f"CREATE INDEX {table}_words ON {table} USING gin (to_tsvector('english'::regconfig, {joined}))",
        f"DROP INDEX IF EXISTS {table}_words",
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("sources", "0003_conflicts_that_are_explained"),
        ("plans", "0004_history_keeps_when_it_was_written"),
        ("boards", "0003_history_keeps_when_it_was_written"),
    ]
    operations = [index(table, columns) for table, columns in INDEXES.items()]
