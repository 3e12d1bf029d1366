"""What each role may do. Roles are this table; who has one, and until when, are `Access` rows."""

from enum import StrEnum

from django.db import models


class Permission(StrEnum):
    VIEW = "view"
    """Read everything of the local area."""
    UPDATE_OWN_ACTIONS = "update_own_actions"
    """Update the actions that one's own posts are accountable for."""
    UPDATE_ANY_ACTION = "update_any_action"
    EDIT_PLAN = "edit_plan"
    """Outcomes, targets, actions, evidence and views heard."""
    CONFIRM_COMPLETION = "confirm_completion"
    """Confirm, as a second person, that an action which must be done is complete, and decide
    whether a target moves."""
    VIEW_RESTRICTED = "view_restricted"
    """Evidence that is marked restricted, and its files: it may name staff or schools. It stays
    with those who answer for the plan and the chair; partners and advisers get what is for the
    board."""
    EDIT_RISKS = "edit_risks"
    SET_SCORING = "set_scoring"
    """How the area scores its risks: words, levels, reviews, appetite."""
    EDIT_MEASURES = "edit_measures"
    """What is measured, how it is defined, its targets, and when a chart is rebased."""
    SET_DISCLOSURE = "set_disclosure"
    """What each audience may see of small numbers."""
    ASK_WAIVER = "ask_waiver"
    """Ask that small numbers of a measure be shown for some time, or take that back."""
    GRANT_WAIVER = "grant_waiver"
    """Grant, as a second person, that they are."""
    ENTER_OWN_FIGURES = "enter_own_figures"
    """Figures of the measures that one's own organisation supplies."""
    ENTER_ANY_FIGURE = "enter_any_figure"
    RUN_BOARD = "run_board"
    """Meetings, invitations, attendance, decisions and the action log."""
    SAY_LOOKED = "say_looked"
    """Say that one looked at the data of a month, and what one noticed: leaders and partners."""
    COMPILE_REPORT = "compile_report"
    APPROVE_REPORT = "approve_report"
    MANAGE_PEOPLE = "manage_people"
    """Invite people, give roles with dates, close accounts."""


class Role(models.TextChoices):
    OFFICER = "officer", "Council officer"
    LEAD = "lead", "Programme lead"
    CHAIR = "chair", "Chair of the improvement board"
    PARTNER = "partner", "Partner"
    ADVISER = "adviser", "DfE or NHS England adviser"
    ADMINISTRATOR = "administrator", "Area administrator"


_OFFICER = frozenset(
    {
        Permission.VIEW,
        Permission.UPDATE_OWN_ACTIONS,
        Permission.UPDATE_ANY_ACTION,
        Permission.EDIT_PLAN,
        Permission.VIEW_RESTRICTED,
        Permission.EDIT_RISKS,
        Permission.EDIT_MEASURES,
        Permission.ASK_WAIVER,
        Permission.ENTER_OWN_FIGURES,
        Permission.ENTER_ANY_FIGURE,
        Permission.RUN_BOARD,
        Permission.SAY_LOOKED,
    }
)

ROLES: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: _OFFICER,
    Role.LEAD: _OFFICER
    | {
        Permission.COMPILE_REPORT,
        Permission.CONFIRM_COMPLETION,
        Permission.SET_SCORING,
        Permission.SET_DISCLOSURE,
        Permission.GRANT_WAIVER,
    },
    Role.CHAIR: frozenset(
        {
            Permission.VIEW,
            Permission.VIEW_RESTRICTED,
            Permission.RUN_BOARD,
            Permission.SAY_LOOKED,
            Permission.APPROVE_REPORT,
            Permission.ASK_WAIVER,
            Permission.GRANT_WAIVER,
            Permission.CONFIRM_COMPLETION,
        }
    ),
    Role.PARTNER: frozenset(
        {
            Permission.VIEW,
            Permission.UPDATE_OWN_ACTIONS,
            Permission.ENTER_OWN_FIGURES,
            Permission.SAY_LOOKED,
        }
    ),
    Role.ADVISER: frozenset({Permission.VIEW}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.VIEW,
            Permission.MANAGE_PEOPLE,
            Permission.SET_SCORING,
            Permission.SET_DISCLOSURE,
        }
    ),
}


def who_may(permission: Permission) -> str:
    """The roles that a permission comes with: "council officer or programme lead"."""
    labels = [role.label for role, given in ROLES.items() if permission in given]
    *others, last = [label[:1].lower() + label[1:] for label in labels]
    return f"{', '.join(others)} or {last}" if others else last


READ_ONLY = frozenset({Role.ADVISER})
"""Roles whose every writing request is refused before any view is reached."""

NEEDS_END_DATE = frozenset({Role.ADVISER})
