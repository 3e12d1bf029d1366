"""The base classes of all forms.

A page writes `{% error_summary form %}` at its top and `{{ form.due_on.as_field_group }}` where the
question stands. Rules are checked by the server alone; whatever was typed is shown again.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.utils.safestring import SafeString

from sendtrack.govuk import components
from sendtrack.govuk.bound import GovukBoundField
from sendtrack.govuk.few import WarnsOfFew
from sendtrack.govuk.fields import adopt
from sendtrack.govuk.sentences import short_of, speak, told_once


class GovukRenderer(TemplatesSetting):
    """Our templates first; Django's own for what has no face, such as a hidden input."""

    form_template_name = "govuk/form.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return DjangoTemplates().get_template(template_name)


class GovukMixin(WarnsOfFew, forms.BaseForm):
    """For forms that Django wrote: `class SignInForm(GovukMixin, AuthenticationForm)`."""

    default_renderer = GovukRenderer
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self.fields[name] = adopt(field)

    def full_clean(self) -> None:
        """Clean, with our sentences in place of Django's."""
        for name, field in self.fields.items():
            speak(field, str(self[name].label))
        super().full_clean()

    def _clean_fields(self) -> None:
        """What an option reveals is asked only of those who chose it: drop the rest."""
        super()._clean_fields()  # type: ignore[misc]  # the stubs leave it out
        for name, field in self.fields.items():
            chosen = self.cleaned_data.get(name)
            chosen = chosen if isinstance(chosen, list) else [getattr(chosen, "pk", chosen)]
            for option, revealed in getattr(field, "reveals", {}).items():
                if option not in {str(value) for value in chosen}:
                    for hidden in revealed:
                        self.errors.pop(hidden, None)
                        empty = getattr(self.fields[hidden], "empty_value", None)
                        self.cleaned_data[hidden] = empty

    def top_fields(self) -> Iterator[GovukBoundField]:
        """The fields that no option hides, in their order."""
        hidden = {
            name
            for field in self.fields.values()
            for names in getattr(field, "reveals", {}).values()
            for name in names
        }
        for bound in self.visible_fields():
            if bound.name not in hidden:
                yield bound  # type: ignore[misc]  # the renderer makes them ours

    def error_links(self, *, quotes: bool = True) -> list[dict[str, str]]:
        """(text, href) of every error, in the order of the page; whole-form errors first. With
        the words of the Notice that ask for it, where they are what is asked (`quotes`)."""
        told: set[str] = set()

        def words(error: object) -> str:
            return told_once(error, told) if quotes else short_of(error)

        links = [{"text": words(e), "href": ""} for e in self.non_field_errors()]
        for name in self.fields:
            bound = self[name]
            href = "" if bound.is_hidden else f"#{bound.first_control_id}"  # type: ignore[attr-defined]
            for each in self.errors.get(name, []):
                links.append({"text": words(each), "href": href})
        return links

    @property
    def error_summary(self) -> SafeString | str:
        return error_summary([self])


def error_summary(all_forms: list[GovukMixin], *, quotes: bool = True) -> SafeString | str:
    """One summary for all forms of a page; empty where nothing is wrong."""
    links = [link for form in all_forms for link in form.error_links(quotes=quotes)]
    if not links:
        return ""
    options = {"title_text": "There is a problem", "error_list": links}
    return components.render("error-summary", options)


class GovukForm(GovukMixin, forms.Form):
    """The base of every form that is not about one row."""

    def refuse(self, sentence: str, field: str | None) -> None:
        """Show why a verb refused: at its field, or above the form where it is about no field."""
        self.add_error(field if field in self.fields else None, sentence)


class GovukModelForm(GovukMixin, forms.ModelForm):
    """The base of forms that are checked against a model. They validate; `changes` saves."""


__all__ = ["GovukForm", "GovukMixin", "GovukModelForm", "GovukRenderer", "error_summary"]
