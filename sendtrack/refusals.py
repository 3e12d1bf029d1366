"""A rule that says no, in a sentence a person can act on."""


class Refusal(Exception):
    """Raised by policies and verbs. Views show the sentence at `field`, or above the form.

    Where it is the Notice that refuses, the sentence quotes its paragraph.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
