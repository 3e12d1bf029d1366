"""What a statement on the figures has to say."""

from sendtrack.refusals import Refusal


def check_lacks(lacks: str, *, is_complete: bool) -> str:
    """What the figures lack; empty where they are complete."""
    if is_complete:
        return ""
    if not lacks.strip():
        raise Refusal("Say what is missing, late or not sure.", field="lacks")
    return lacks.strip()
