from django.urls import URLPattern, path

from boards.views import board, commissions, governance, heard, log, looks, meetings, sitting, terms
from sendtrack.addresses import DAY

app_name = "boards"

BODY = "governance/bodies/<int:number>/"
LINE = "governance/lines/<int:number>/"
MEETING = f"board/meetings/<{DAY}:meets_on>/"

urlpatterns: list[URLPattern] = [
    path("board/", board.board, name="board"),
    path("board/set-up/", board.set_up, name="board-set-up"),
    path("board/seats/", board.seats, name="seats"),
    path("board/seats/<int:pk>/end/", board.leave_seat, name="seat-end"),
    path("board/meetings/new/", meetings.plan, name="meeting-plan"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}invite/", meetings.invite, name="meeting-invite"),
    path(f"{MEETING}move/", meetings.move, name="meeting-move"),
    path(f"{MEETING}not-held/", meetings.cancel, name="meeting-cancel"),
    path(f"{MEETING}history/", meetings.history, name="meeting-history"),
    path(f"{MEETING}agenda/", terms.agenda, name="agenda"),
    path(f"{MEETING}agenda/<int:number>/", terms.edit_item, name="agenda-item-edit"),
    path(f"{MEETING}agenda/<int:number>/remove/", terms.drop_item, name="agenda-item-remove"),
    path(f"{MEETING}attendance/", sitting.attendance, name="meeting-attendance"),
    path(f"{MEETING}updates/", sitting.updates, name="meeting-updates"),
    path(f"{MEETING}decisions/", sitting.decisions, name="meeting-decisions"),
    path(
        f"{MEETING}decisions/<int:number>/",
        sitting.edit_decision,
        name="meeting-decision-edit",
    ),
    path(f"{MEETING}actions/", sitting.actions, name="meeting-actions"),
    path(f"{MEETING}minutes/", sitting.minutes, name="meeting-minutes"),
    path(f"{MEETING}views/", heard.bring, name="meeting-views"),
    path(f"{MEETING}views/<slug:ref>/", heard.answer_view, name="meeting-view-answer"),
    path(f"{MEETING}views/<slug:ref>/remove/", heard.take_off, name="meeting-view-remove"),
    path("board/looks/", looks.looks, name="looks"),
    path("board/looks/add/", looks.look_add, name="look-add"),
    path("board/views/", heard.heard, name="heard"),
    path("plan/contributions/ask/", commissions.ask, name="contribution-ask"),
    path("governance/", governance.governance, name="governance"),
    path("governance/bodies/add/", governance.add, name="body-add"),
    path(BODY, governance.body, name="body"),
    path(f"{BODY}change/", governance.edit, name="body-edit"),
    path(f"{BODY}rename/", governance.rename, name="body-rename"),
    path(f"{BODY}terms/add/", terms.draft, name="terms-add"),
    path("governance/terms/<int:number>/agree/", terms.agree, name="terms-agree"),
    path(f"{BODY}end/", governance.end, name="body-end"),
    path(f"{BODY}history/", governance.history, name="body-history"),
    path(f"{BODY}reports-to/add/", governance.draw_line, name="line-add"),
    path(f"{LINE}begin/", governance.begin_line, name="line-begin"),
    path(f"{LINE}end/", governance.end_line, name="line-end"),
    path("governance/regimes/<slug:code>/accountable/", governance.accountable, name="accountable"),
    path("log/", log.log, name="log"),
    path("log/<str:ref>/", log.item, name="log-item"),
    path("log/<str:ref>/change/", log.edit, name="log-item-edit"),
    path("log/<str:ref>/open-again/", log.reopen, name="log-item-reopen"),
    path("log/<str:ref>/history/", log.history, name="log-item-history"),
]
