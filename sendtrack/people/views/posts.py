"""Organisations, their posts, and who holds them. Actions, risks and seats hang on posts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save
from sendtrack.organisations import changes as organisations
from sendtrack.organisations.models import Post
from sendtrack.people import changes, queries
from sendtrack.people.forms import AppointForm, OrganisationForm, PostForm, VacateForm
from sendtrack.people.tables import DeskTable


@require_safe
@requires(Permission.MANAGE_PEOPLE)
def posts(request: AreaRequest) -> HttpResponse:
    """Who holds which post in which organisation."""
    houses = queries.houses(request.area, request.day)
    tables = [(house, DeskTable(house.desks, caption=house.organisation.name)) for house in houses]
    return render(request, "people/posts.html", {"tables": tables})


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def add_post(request: AreaRequest) -> HttpResponse:
    """Add a post, vacant at first."""
    form = PostForm(entered(request), area=request.area)
    if added := save(form, organisations.add_post, by=request.user):
        messages.success(request, f"The post {added} has been added. It is vacant.")
        return redirect("people:appoint", area=request.area.slug, number=added.pk)
    return answer(request, "people/add_post.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def add_organisation(request: AreaRequest) -> HttpResponse:
    """Add a partner of the local area."""
    form = OrganisationForm(entered(request))
    if added := save(form, organisations.add_organisation, area=request.area, by=request.user):
        messages.success(request, f"{added.name} has been added.")
        return redirect("people:posts", area=request.area.slug)
    return answer(request, "people/add_organisation.html", form)


def _found(request: AreaRequest, number: int) -> Post:
    return find(Post.objects.of(request.area).select_related("organisation"), pk=number)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def appoint(request: AreaRequest, number: int) -> HttpResponse:
    """Put somebody in a post from a day on."""
    post = _found(request, number)
    form = AppointForm(entered(request), area=request.area, day=request.day)
    if holding := save(form, changes.appoint, post=post, by=request.user):
        messages.success(request, f"{holding.person} has been appointed {post}.")
        return redirect("people:posts", area=request.area.slug)
    holding = queries.holding_of(post, request.day)
    return answer(request, "people/appoint.html", form, post=post, holding=holding)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
@requires(Permission.MANAGE_PEOPLE)
def vacate(request: AreaRequest, number: int) -> HttpResponse:
    """Write down the last day of whoever holds a post."""
    post = _found(request, number)
    form = VacateForm(entered(request), day=request.day)
    if save(form, organisations.vacate, post=post, by=request.user):
        messages.success(request, f"The last day in the post {post} has been written down.")
        return redirect("people:posts", area=request.area.slug)
    holding = queries.holding_of(post, request.day)
    return answer(request, "people/vacate.html", form, post=post, holding=holding)
