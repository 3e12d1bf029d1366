"""Rules of boards: each stands once and refuses in a sentence that a person can act on."""
