"""The verbs that write the board's record. Nothing else does."""

from boards.changes.bodies import leave_seat, seat, set_up_board
from boards.changes.commissions import commission
from boards.changes.ending import end_body
from boards.changes.governance import (
    add_body,
    begin_line,
    draw_line,
    edit_body,
    end_line,
    name_accountable,
    rename_body,
)
from boards.changes.handing import hand_over_log_item, pass_seat
from boards.changes.heard import answer_view, bring_views, take_off_view
from boards.changes.invitations import invite_advisers
from boards.changes.log import (
    LogWords,
    add_log_item,
    edit_log_item,
    reopen_log_item,
    update_log,
    update_log_item,
)
from boards.changes.looks import say_looked
from boards.changes.meetings import (
    cancel_meeting,
    decide,
    edit_decision,
    move_meeting,
    plan_meeting,
    record_meeting,
    summarise,
)
from boards.changes.terms import (
    add_agenda_item,
    agree_terms,
    draft_terms,
    drop_agenda_item,
    edit_agenda_item,
)

__all__ = [
    "LogWords",
    "add_agenda_item",
    "add_body",
    "add_log_item",
    "agree_terms",
    "answer_view",
    "begin_line",
    "bring_views",
    "cancel_meeting",
    "commission",
    "decide",
    "draft_terms",
    "draw_line",
    "drop_agenda_item",
    "edit_agenda_item",
    "edit_body",
    "edit_decision",
    "edit_log_item",
    "end_body",
    "end_line",
    "hand_over_log_item",
    "invite_advisers",
    "leave_seat",
    "move_meeting",
    "name_accountable",
    "pass_seat",
    "plan_meeting",
    "record_meeting",
    "rename_body",
    "reopen_log_item",
    "say_looked",
    "seat",
    "set_up_board",
    "summarise",
    "take_off_view",
    "update_log",
    "update_log_item",
]
