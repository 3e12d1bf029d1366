"""The pages of an area's administrator."""
