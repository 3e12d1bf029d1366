"""The plan's rules: each stands once and refuses in a sentence that a person can act on."""
