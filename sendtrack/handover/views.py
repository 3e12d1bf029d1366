"""People leave: everything that hangs on their posts changes hands on one page."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from boards.queries import loads_held_by, loads_of, vacant_loads
from plans.models import ContributionRequest
from plans.queries.posts import accountable_posts
from sendtrack.accounts.models import Access
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.govuk.tags.dates import day
from sendtrack.handover import changes
from sendtrack.handover.forms import LeavingForm, PostWorkForm, SuccessionForm
from sendtrack.organisations.models import Organisation, Person, Post
from sendtrack.organisations.succession import Succession


@require_safe
@requires(Permission.VIEW)
def vacant(request: AreaRequest) -> HttpResponse:
    """The posts that nobody holds, with the work that waits there."""
    sees = request.access.allows(Permission.VIEW_RESTRICTED)
    context = {
        "loads": vacant_loads(request.area, request.day, may_see_restricted=sees),
        "may_appoint": request.access.allows(Permission.MANAGE_PEOPLE),
        "may_edit": request.access.allows(Permission.EDIT_PLAN),
    }
    return render(request, "handover/vacant.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def leave(request: AreaRequest, number: int) -> HttpResponse:
    """Somebody leaves all their posts, and the right to sign in with them."""
    person = find(Person.objects.of(request.area).select_related("local_area"), pk=number)
    access = Access.objects.of(request.area).filter(person=person, closed_at__isnull=True).first()
    form = LeavingForm(
        entered(request),
        person=person,
        loads=loads_held_by(person, request.day),
        posts=accountable_posts(request.area, request.day),
        people=Person.objects.of(request.area).order_by("name", "pk"),
        access=access,
        day=request.day,
    )
    moved = save(form, changes.hand_over, person=person, by=request.user)
    if moved is not None:
        messages.success(request, _handed_over(person, form.cleaned_data["to_on"], len(moved)))
        return redirect("people:posts", area=request.area.slug)
    return answer(request, "handover/leave.html", form, person=person, leaving_access=access)


def _handed_over(person: Person, to_on: date, moved: int) -> str:
    said = f"The last day of {person} is {day(to_on)}."
    if moved:
        said += f" {moved} thing{'' if moved == 1 else 's'} went to another post."
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def post(request: AreaRequest, number: int) -> HttpResponse:
    """The work of one post goes to others, whoever holds it."""
    found = find(Post.objects.of(request.area).select_related("organisation"), pk=number)
    loads = loads_of([found], request.day)
    posts = accountable_posts(request.area, request.day)
    form = PostWorkForm(entered(request), loads=loads, posts=posts)
    moved = save(form, changes.move_work, by=request.user)
    if moved:
        many = f"{len(moved)} thing{'' if len(moved) == 1 else 's'}"
        messages.success(request, f"{many} of the post {found} went to another.")
        return redirect("people:posts", area=request.area.slug)
    return answer(request, "handover/post.html", form, post=found)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def succession(request: AreaRequest, number: int) -> HttpResponse:
    """Another body takes an organisation's place: renamed, merged or abolished."""
    found = find(Organisation.objects.of(request.area), pk=number)
    form = SuccessionForm(entered(request))
    given = {"organisation": found, "by": request.user, "on": request.day}
    if done := save(form, changes.succeed, **given):
        messages.success(request, _succeeded(found, *done))
        return redirect("people:posts", area=request.area.slug)
    posts = Post.objects.of(request.area).filter(organisation=found).order_by("title", "pk")
    loads = loads_of(posts, request.day)
    asked = ContributionRequest.objects.of(request.area).open().filter(organisation=found)
    context = {"organisation": found, "loads": loads, "asked": asked.order_by("number")}
    return answer(request, "handover/succession.html", form, **context)


def _succeeded(old: Organisation, made: Succession, moved: int) -> str:
    many = f"{moved} open thing{'' if moved == 1 else 's'}"
    posts = f"{len(made.posts)} post{'' if len(made.posts) == 1 else 's'}"
    return f"{old.name} is now {made.successor.name}, with {posts} and {many}."
