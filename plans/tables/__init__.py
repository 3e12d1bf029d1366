"""The tables of the plan: which columns, in what words."""
