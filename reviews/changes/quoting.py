"""How the verbs of reviews take down the words of a letter."""

from sendtrack.accounts.models import User
from sendtrack.refusals import Refusal
from sendtrack.sources.changes import cite
from sendtrack.sources.models import Citation, SourceDocument


def quote(*, document: SourceDocument, paragraph: str, words: str, by: User) -> Citation:
    """A passage of a letter; one that is quoted already is used as it is.

    Where no place is told, the words alone say which passage it is. Call inside the transaction
    of the verb that rests on it. Raises `Refusal` where the same place was quoted with other words.
    """
    paragraph, words = paragraph.strip(), words.strip()
    document.lock()
    if not paragraph:
        known = document.citations.filter(paragraph="", words=words).first()
    else:
        known = document.citations.filter(paragraph=paragraph).first()
    if known is not None and known.words != words:
        raise Refusal(
            "Other words are recorded for this place in the letter. Enter another place, or "
            f"the same words: “{known.words}”",
            field="paragraph",
        )
    return known or cite(document=document, paragraph=paragraph, words=words, by=by)
