"""Everything that sets sendtrack up and keeps it running; stands on Python's own library alone."""
