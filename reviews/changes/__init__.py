"""The verbs that write clauses, reviews and reports. Nothing else does."""

from reviews.changes.approval import (
    approve_return,
    remind_if_late,
    send_again,
    send_back,
    settle_sent,
)
from reviews.changes.clauses import add_clause
from reviews.changes.compiling import compile_return, keep_compiled
from reviews.changes.mail import file_name
from reviews.changes.returns import (
    LostClaimError,
    ask_to_compile,
    claim,
    open_due_returns,
    put_off,
    say_stage,
)
from reviews.changes.reviews import (
    add_line_of_enquiry,
    add_review,
    answer_line,
    edit_line,
    edit_review,
    quote_line_of_enquiry,
    record_self_assessment,
)

__all__ = [
    "LostClaimError",
    "add_clause",
    "add_line_of_enquiry",
    "add_review",
    "answer_line",
    "approve_return",
    "ask_to_compile",
    "claim",
    "compile_return",
    "edit_line",
    "edit_review",
    "file_name",
    "keep_compiled",
    "open_due_returns",
    "put_off",
    "quote_line_of_enquiry",
    "record_self_assessment",
    "remind_if_late",
    "say_stage",
    "send_again",
    "send_back",
    "settle_sent",
]
