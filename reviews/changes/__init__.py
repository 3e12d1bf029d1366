"""The verbs that write clauses, reviews and reports. Nothing else does."""

from reviews.changes.approval import (
    approve_return,
    remind_if_late,
    send_again,
    send_back,
    settle_sent,
)
from reviews.changes.clauses import add_clause
from reviews.changes.closing import (
    approve_closure,
    ask_for_closure,
    claim_closure,
    compile_closure,
    keep_closure,
    put_closure_off,
    send_closure_back,
)
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
from reviews.changes.starting import NewArea, start_regime
from reviews.changes.strengths import add_strength, edit_strength, look_at_strength
from reviews.changes.templates import copy_template, edit_template

__all__ = [
    "LostClaimError",
    "NewArea",
    "add_clause",
    "add_line_of_enquiry",
    "add_review",
    "add_strength",
    "answer_line",
    "approve_closure",
    "approve_return",
    "ask_for_closure",
    "ask_to_compile",
    "claim",
    "claim_closure",
    "compile_closure",
    "compile_return",
    "copy_template",
    "edit_line",
    "edit_review",
    "edit_strength",
    "edit_template",
    "file_name",
    "keep_closure",
    "keep_compiled",
    "look_at_strength",
    "open_due_returns",
    "put_closure_off",
    "put_off",
    "quote_line_of_enquiry",
    "record_self_assessment",
    "remind_if_late",
    "say_stage",
    "send_again",
    "send_back",
    "send_closure_back",
    "settle_sent",
    "start_regime",
]
