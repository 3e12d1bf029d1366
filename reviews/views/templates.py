"""What a regime can be started from: the shipped templates, and those that an area keeps."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews import changes
from reviews.forms.templates import CopyForm, TemplateForm
from reviews.queries import own_templates
from reviews.starting import template_of, templates
from sendtrack.accounts.permissions import Permission
from sendtrack.accounts.scoping import AreaRequest, find, requires
from sendtrack.accounts.unsaved import entered, keeps_typed
from sendtrack.editing import answer, save


@requires(Permission.EDIT_PLAN)
@require_safe
def templates_page(request: AreaRequest) -> HttpResponse:
    """What a regime can be started from."""
    context = {"templates": templates(), "own": own_templates(request.area)}
    return render(request, "reviews/regime_templates.html", context)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def template_copy(request: AreaRequest, key: str) -> HttpResponse:
    shipped = template_of(key)
    if shipped is None:
        raise Http404
    form = CopyForm(entered(request), template=shipped)
    given = {"area": request.area, "template": shipped, "by": request.user}
    if made := save(form, changes.copy_template, **given):
        messages.success(request, f"{made} is a template of your own now. Change what you need.")
        return redirect("reviews:template-edit", request.area.slug, made.code)
    return answer(request, "reviews/template_copy.html", form, kind=shipped)


@requires(Permission.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def template_edit(request: AreaRequest, code: str) -> HttpResponse:
    found = find(own_templates(request.area), code=code)
    form = TemplateForm(entered(request), row=found)
    if save(form, changes.edit_template, template=found, by=request.user):
        messages.success(request, f"The template {form.cleaned_data['name']} is saved.")
        return redirect("reviews:regime-templates", request.area.slug)
    return answer(request, "reviews/template_form.html", form, own=found)
