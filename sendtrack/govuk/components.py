"""Drawing the components of the GOV.UK Design System: one template each, one way in.

`render("button", {"text": "Save"})` takes the options of govuk-frontend's own macros, in
snake_case. Where govuk-frontend has a `text` and an `html` option there is only `text` here: a
SafeString is HTML, any other string is escaped. What a template cannot work out for itself
(`aria-describedby`, ids of the options of a radio group) is prepared here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

Options = dict[str, Any]


def render(component: str, options: Mapping[str, Any]) -> SafeString:
    """The markup of one component."""
    return draw(f"components/{component}", prepare(component, options))


def draw(name: str, context: Mapping[str, Any]) -> SafeString:
    """The markup of one template under `govuk/`."""
    return trimmed(SafeString(get_template(f"govuk/{name}.html").render(dict(context))))


def trimmed(html: SafeString) -> SafeString:
    """Markup without the space around it; `str.strip` alone would forget that it is markup."""
    return SafeString(html.strip())


def template_name(component: str) -> str:
    return f"govuk/components/{component}.html"


def prepare(component: str, options: Mapping[str, Any]) -> Options:
    """The context of the component's template, worked out from its options."""
    prepared = PREPARATIONS.get(component)
    return prepared(dict(options)) if prepared else dict(options)


def _describe(options: Options, *, by: str, of: str) -> Options:
    """Name hint and error message, in this order, as what describes a control or a group."""
    ids = [by] if by else []
    if options.get("hint"):
        options["hint"] = {**options["hint"], "id": f"{of}-hint"}
        ids.append(f"{of}-hint")
    if options.get("error_message"):
        error = {"visually_hidden_text": "Error", **options["error_message"], "id": f"{of}-error"}
        options["error_message"] = error
        ids.append(f"{of}-error")
    options["described_by"] = " ".join(ids)
    return options


def _control(options: Options) -> Options:
    identity = options.get("id") or options.get("name", "")
    options["id"] = identity
    if options.get("label"):
        options["label"] = {**options["label"], "for": identity}
    return _describe(options, by=options.get("described_by", ""), of=identity)


def _input(options: Options) -> Options:
    group = options.get("form_group", {})
    options["is_wrapped"] = any(
        (
            options.get("prefix"),
            options.get("suffix"),
            group.get("before_input"),
            group.get("after_input"),
        )
    )
    return _control(options)


def _character_count(options: Options) -> Options:
    identity = options.get("id") or options.get("name", "")
    limit = options.get("maxlength")
    told = options.get("textarea_description_text") or "You can enter up to %{count} characters"
    options["limit_info"] = {
        "id": f"{identity}-info",
        "classes": "govuk-character-count__message",
        "text": told.replace("%{count}", str(limit)) if limit else "",
    }
    options["described_by"] = f"{identity}-info"
    own = options.get("classes")
    options["classes"] = f"govuk-js-character-count {own}" if own else "govuk-js-character-count"
    return _control(options)


def _select(options: Options) -> Options:
    chosen = options.get("value")
    options["items"] = [
        {
            **item,
            "has_value": "value" in item,
            "selected": item.get("selected")
            or _is_chosen(item.get("value", item.get("text")), chosen, item.get("selected")),
        }
        for item in options.get("items", [])
        if item
    ]
    return _control(options)


def _is_chosen(value: Any, chosen: Any, explicit: bool | None) -> bool:
    """Whether an option is the chosen one; an option that says it is not chosen is believed."""
    if explicit is not None or not chosen:
        return bool(explicit)
    return value in chosen if isinstance(chosen, list) else value == chosen


def _choices(options: Options) -> Options:
    """Radios and checkboxes: the first option carries the plain id that error links point to."""
    prefix = options.get("id_prefix") or options.get("name", "")
    fieldset = options.get("fieldset")
    options["has_fieldset"] = fieldset is not None
    by = (fieldset or {}).get("described_by") or options.get("described_by", "")
    _describe(options, by=by, of=prefix)
    chosen = options.get("values") or options.get("value")
    items = []
    for position, item in enumerate(options.get("items", []), start=1):
        if not item:
            continue
        identity = item.get("id") or (prefix if position == 1 else f"{prefix}-{position}")
        hint = {**item["hint"], "id": f"{identity}-item-hint"} if item.get("hint") else None
        items.append(
            {
                **item,
                "id": identity,
                "name": item.get("name") or options.get("name", ""),
                "checked": item.get("checked")
                or _is_chosen(item.get("value"), chosen, item.get("checked")),
                "hint": hint,
            }
        )
    options["items"] = items
    return options


def _checkboxes(options: Options) -> Options:
    _choices(options)
    for item in options["items"]:
        ids = [] if options["has_fieldset"] else [options["described_by"]]
        if item.get("hint"):
            ids.append(item["hint"]["id"])
        item["described_by"] = " ".join(ids).strip()
    return options


DATE_WIDTHS = {"day": 2, "month": 2, "year": 4}


def _date_input(options: Options) -> Options:
    identity = options.get("id", "")
    prefix = f"{options['name_prefix']}-" if options.get("name_prefix") else ""
    values = options.get("values") or {}
    parts = {part: options.get(part) or {} for part in DATE_WIDTHS}
    some_are_wrong = any(_is_wrong(item) for item in parts.values())
    boxes = []
    for name, item in parts.items():
        own = item.get("classes", "")
        classes = ["govuk-date-input__input"]
        all_are_wrong = options.get("error_message") and not some_are_wrong
        if (_is_wrong(item) or (all_are_wrong and item.get("error") is not False)) and (
            "govuk-input--error" not in own
        ):
            classes.append("govuk-input--error")
        if "govuk-input--width-" not in own:
            classes.append(f"govuk-input--width-{DATE_WIDTHS[name]}")
        box = {
            "id": item.get("id") or f"{identity}-{name}",
            "name": prefix + name,
            "value": item.get("value", values.get(prefix + name, values.get(name))),
            "label": {
                "text": item.get("label") or name.capitalize(),
                "classes": "govuk-date-input__label",
            },
            "classes": " ".join(filter(None, [*classes, own])),
            "inputmode": item.get("inputmode") or "numeric",
            "autocomplete": item.get("autocomplete"),
            "pattern": item.get("pattern"),
            "attributes": item.get("attributes"),
        }
        boxes.append(_input(box))
    options["boxes"] = boxes
    fieldset = options.get("fieldset")
    options["has_fieldset"] = fieldset is not None
    return _describe(options, by=(fieldset or {}).get("described_by", ""), of=identity)


def _is_wrong(box: Mapping[str, Any]) -> bool:
    return bool(box.get("error")) or "govuk-input--error" in box.get("classes", "")


def _password_input(options: Options) -> Options:
    group = options.get("form_group") or {}
    extra = f" {group['classes']}" if group.get("classes") else ""
    classes = f" {options['classes']}" if options.get("classes") else ""
    hidden = {"aria-controls": options.get("id") or options.get("name"), "hidden": True}
    label = options.get("show_password_aria_label_text") or "Show password"
    toggle = {
        "type": "button",
        "text": options.get("show_password_text") or "Show",
        "classes": "govuk-button--secondary govuk-password-input__toggle "
        "govuk-js-password-input-toggle",
        "attributes": {**hidden, "aria-label": label},
    }
    return _input(
        {
            **options,
            "type": "password",
            "spellcheck": False,
            "autocapitalize": "none",
            "autocomplete": options.get("autocomplete") or "current-password",
            "classes": f"govuk-password-input__input govuk-js-password-input-input{classes}",
            "wrapper_classes": "govuk-password-input__wrapper",
            "form_group": {
                "classes": f"govuk-password-input{extra}",
                "attributes": {
                    "data-module": "govuk-password-input",
                    **_labels_for_show(options),
                    **group.get("attributes", {}),
                },
                "after_input": render("button", toggle),
            },
        }
    )


def _labels_for_show(options: Options) -> dict[str, str]:
    """The words of the Show button that differ from govuk-frontend's own."""
    names = (
        "show_password_text",
        "hide_password_text",
        "show_password_aria_label_text",
        "hide_password_aria_label_text",
        "password_shown_announcement_text",
        "password_hidden_announcement_text",
    )
    return {
        f"data-i18n.{name.removesuffix('_text').replace('_', '-')}": options[name]
        for name in names
        if options.get(name)
    }


def _summary_list(options: Options) -> Options:
    options["rows"] = [row for row in options.get("rows", []) if row]
    options["any_row_has_actions"] = any(row.get("actions") for row in options["rows"])
    return options


def _pagination(options: Options) -> Options:
    """Without page numbers the two links stand under each other, as between chapters."""
    options["is_block"] = not options.get("items") and bool(
        options.get("next") or options.get("previous")
    )
    return options


def _service_navigation(options: Options) -> Options:
    options["navigation"] = [item for item in options.get("navigation") or () if item]
    options.setdefault("collapse_navigation_on_mobile", len(options["navigation"]) > 1)
    return options


def _footer(options: Options) -> Options:
    meta = options.get("meta")
    options["has_meta"] = meta is not None
    options["links"] = (meta or {}).get("items", [])
    return options


PREPARATIONS: dict[str, Callable[[Options], Options]] = {
    "input": _input,
    "textarea": _control,
    "character-count": _character_count,
    "select": _select,
    "file-upload": _control,
    "radios": _choices,
    "checkboxes": _checkboxes,
    "date-input": _date_input,
    "password-input": _password_input,
    "summary-list": _summary_list,
    "pagination": _pagination,
    "service-navigation": _service_navigation,
    "footer": _footer,
}
