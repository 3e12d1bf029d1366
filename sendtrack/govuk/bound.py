"""A field of a form, drawn as a component of the design system."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sendtrack.govuk import components
from sendtrack.govuk.few import MAY_STAND, WarnsOfFew
from sendtrack.govuk.fields import DateBoxes, boxes_of
from sendtrack.govuk.sentences import short_of
from sendtrack.govuk.tags.status import status_mark

# The first that fits, most special first.
COMPONENTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DateBoxes, "date-input"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkboxes"),
    (forms.SelectMultiple, "checkboxes"),
    (forms.FileInput, "file-upload"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password-input"),
    (forms.widgets.Input, "input"),
)
# Rules belong to the server; these attributes would make the browser refuse in its own words.
NEVER_PRINTED = {"required", "maxlength", "minlength", "min", "max", "step", "cols"}
HAVE_THEIR_OWN_PLACE = {"class", "id", "rows", "autocomplete", "inputmode", "spellcheck"}


class GovukBoundField(BoundField):
    """`{{ form.due_on.as_field_group }}` draws label, hint, error and control as one component."""

    form: WarnsOfFew
    look: dict[str, Any]

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self.look = {}

    @property
    def component(self) -> str:
        for kind, component in COMPONENTS:
            if isinstance(self.field.widget, kind):
                if component == "textarea" and getattr(self.field, "max_length", None):
                    return "character-count"
                return component
        raise TypeError(f"{type(self.field.widget).__name__} is no control of the design system.")

    def as_field_group(self) -> SafeString:
        """The field; under it the box that lets words about a few stand, where they are told."""
        group = super().as_field_group()
        if self.name != self.form.asked_of_few_at:
            return group
        return format_html("{}{}", group, self._few_may_stand())

    def _few_may_stand(self) -> SafeString:
        box = {
            "value": "on",
            "text": "The words may stand: they give nobody away",
            "checked": self.form.few_may_stand,
        }
        name = self.form.add_prefix(MAY_STAND)
        options = {"name": name, "id_prefix": f"id_{name}", "items": [box]}
        return components.render("checkboxes", options)

    @property
    def template_name(self) -> str:
        return components.template_name(self.component)

    def get_context(self) -> dict[str, Any]:
        return components.prepare(self.component, self.options())

    @property
    def first_control_id(self) -> str:
        """Where a link from the error summary goes: the first box that is wrong."""
        if self.component == "date-input":
            return f"{self.auto_id}-{self.wrong_boxes[0]}"
        return str(self.auto_id)

    @property
    def wrong_boxes(self) -> tuple[str, ...]:
        """The boxes of a date that the first error is about: all, if it is about the day itself."""
        for error in self.form.errors.as_data().get(self.name, []):
            if boxes := (error.params or {}).get("boxes"):
                return tuple(boxes)
        return ("day", "month", "year")

    def options(self) -> components.Options:
        """The component's options, in the words of govuk-frontend."""
        said: components.Options = {"id": self.auto_id, "name": self.html_name}
        if self.help_text and not self.look.get("bare"):
            said["hint"] = {"text": self.help_text}
        if self.errors:
            said["error_message"] = {
                "text": format_html_join(
                    SafeString("<br>"), "{}", ((short_of(e),) for e in self.errors)
                )
            }
        said |= getattr(self, f"_{self.component.replace('-', '_')}")()
        return said

    def _label(self) -> components.Options:
        size = self.look.get("size", "s")
        shown = f"govuk-label--{size}" if size else ""
        return {
            "text": self.label,
            "classes": "govuk-visually-hidden" if self.look.get("bare") else shown,
            "is_page_heading": self.look.get("heading", False),
        }

    def _legend(self) -> components.Options:
        size = self.look.get("size", "s")
        return {
            "legend": {
                "text": self.label,
                "classes": f"govuk-fieldset__legend--{size}" if size else "",
                "is_page_heading": self.look.get("heading", False),
            }
        }

    def _control(self) -> components.Options:
        attrs = self.field.widget.attrs
        classes = [attrs.get("class", "")]
        if width := getattr(self.field, "width", 0):
            classes.append(f"govuk-input--width-{width}")
        kept = NEVER_PRINTED | HAVE_THEIR_OWN_PLACE
        return {
            "label": self._label(),
            "classes": " ".join(filter(None, classes)),
            "disabled": self.field.disabled,
            "autocomplete": attrs.get("autocomplete"),
            "inputmode": attrs.get("inputmode"),
            "spellcheck": attrs.get("spellcheck"),
            "attributes": {name: value for name, value in attrs.items() if name not in kept},
        }

    def _input(self) -> components.Options:
        said = self._control()
        said["value"] = self.field.widget.format_value(self.value())
        if isinstance(self.field, forms.EmailField):
            said |= {"type": "email", "spellcheck": False}
        elif isinstance(self.field, forms.DecimalField | forms.FloatField):
            said["inputmode"] = said["inputmode"] or "decimal"
        elif isinstance(self.field, forms.IntegerField):
            said["inputmode"] = said["inputmode"] or "numeric"
        for affix in ("prefix", "suffix"):
            if text := self.look.get(affix):
                said[affix] = {"text": text}
        return said

    def _file_upload(self) -> components.Options:
        return self._control()

    def _password_input(self) -> components.Options:
        return self._control()

    def _textarea(self) -> components.Options:
        rows = getattr(self.field, "rows", 0) or self.field.widget.attrs.get("rows", 5)
        value = self.field.widget.format_value(self.value())
        return {**self._control(), "rows": self.look.get("rows", rows), "value": value}

    def _character_count(self) -> components.Options:
        limit: int = getattr(self.field, "max_length", 0)
        return {
            **self._textarea(),
            "maxlength": limit,
            "textarea_description_text": f"You can enter up to {limit:,} characters",
        }

    def _select(self) -> components.Options:
        chosen = self.field.widget.format_value(self.value())
        items = [
            {"value": value, "text": text or "Choose one", "selected": value in chosen}
            for value, text in self._pairs()
        ]
        if items and items[0]["value"] == "" and "---" in str(items[0]["text"]):
            items[0]["text"] = "Choose one"
        return {**self._control(), "items": items}

    def _pairs(self) -> list[tuple[str, str]]:
        """(value, text) of the options; groups are laid flat: the component knows none."""
        pairs: list[tuple[str, str]] = []
        for value, text in self.field.widget.choices:
            if isinstance(text, list | tuple):
                pairs += [(str(inner), word) for inner, word in text]
            else:
                pairs.append(("" if value is None else str(value), str(text)))
        return pairs

    def _radios(self) -> components.Options:
        chosen = self.field.widget.format_value(self.value())
        return {
            "id_prefix": self.auto_id,
            "fieldset": self._legend(),
            "classes": self.look.get("classes", ""),
            "items": [
                self._option(value, text, value in chosen)
                for value, text in self._pairs()
                if value != ""
            ],
        }

    def _checkboxes(self) -> components.Options:
        if not isinstance(self.field.widget, forms.CheckboxInput):
            return self._radios()
        hint = {"text": self.help_text} if self.help_text else None
        is_ticked = self.field.widget.check_test(self.value())
        item = {"value": "on", "text": self.label, "checked": is_ticked, "hint": hint}
        return {"id_prefix": self.auto_id, "hint": None, "items": [item]}

    def _option(self, value: str, text: str, is_chosen: bool) -> components.Options:
        label: str | SafeString = text
        if status := getattr(self.field, "marks", {}).get(value):
            label = format_html("{} {}", status_mark(status), text)
        hint = getattr(self.field, "hints", {}).get(value)
        revealed = getattr(self.field, "reveals", {}).get(value, ())
        inside = [(self.form[name].as_field_group(),) for name in revealed]
        return {
            "value": value,
            "text": label,
            "checked": is_chosen,
            "hint": {"text": hint} if hint else None,
            "conditional": format_html_join("", "{}", inside) if inside else "",
        }

    def _date_input(self) -> components.Options:
        typed = boxes_of(self.value())
        wrong = self.wrong_boxes if self.errors else ()
        hint = self.help_text or "For example, 9 11 2026"
        return {
            "fieldset": self._legend(),
            "hint": {"text": hint},
            "name_prefix": self.html_name,
            **{
                box: {"value": getattr(typed, box), "error": box in wrong}
                for box in ("day", "month", "year")
            },
        }
