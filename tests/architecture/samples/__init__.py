"""A row of each kind that an address can be about, made through the verbs as people make it."""
