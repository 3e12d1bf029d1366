"""What is read of the plan: pages, the board's dashboard and the report ask here."""
