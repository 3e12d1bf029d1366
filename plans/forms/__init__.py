"""The forms of the plan. They check what was typed; `plans.changes` saves."""
