"""The forms of the board. They check what was typed; `boards.changes` saves."""
