"""Forms ask plainly, answer in sentences and never lose what was typed."""

from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django import forms as django_forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.template import Context, Template

from sendtrack.govuk import fields
from sendtrack.govuk.forms import GovukForm, GovukMixin, GovukModelForm
from sendtrack.govuk.sentences import BECAUSE
from sendtrack.organisations.models import Organisation


class UpdateForm(GovukForm):
    going = fields.StatusField(
        ["on_track", "at_risk", "off_track"],
        label="How is it going?",
        noun="how it is going",
        reveals={"at_risk": ["why"]},
    )
    why = fields.LongTextField(max_length=50, label="Why is it at risk?", noun="why it is at risk")
    happened = fields.LongTextField(
        max_length=20, label="What happened?", noun="what happened", help_text="In short."
    )
    due_on = fields.DateField(label="Due date")
    likelihood = fields.IntegerField(label="Likelihood", min_value=1, max_value=5, width=2)
    starts_at = fields.TimeField(label="Start time", required=False)
    reply_to = fields.EmailField(label="Email address", required=False)
    version = fields.TextField(required=False, widget=django_forms.HiddenInput)


GOOD = {
    "going": "on_track",
    "happened": "Two people joined.",
    "due_on-day": "9",
    "due_on-month": "11",
    "due_on-year": "2026",
    "likelihood": "3",
}


def update(**changed: str) -> UpdateForm:
    return UpdateForm(
        {**GOOD, **{name.replace("__", "-"): value for name, value in changed.items()}}
    )


def drawn(form: django_forms.BaseForm, name: str) -> BeautifulSoup:
    return BeautifulSoup(form[name].as_field_group(), "html.parser")


def links(form: GovukForm) -> dict[str, str]:
    summary = BeautifulSoup(form.error_summary, "html.parser")
    return {link["href"]: link.text for link in summary.select("a")}


def test_an_officer_who_answers_everything_is_not_contradicted():
    form = update(starts_at="2pm")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == date(2026, 11, 9)
    assert form.cleaned_data["starts_at"] == time(14)
    assert form.error_summary == ""


def test_an_empty_form_says_what_to_enter_in_the_order_of_the_page():
    assert links(UpdateForm({})) == {
        "#id_going": "Select how it is going",
        "#id_happened": "Enter what happened",
        "#id_due_on-day": "Enter the due date",
        "#id_likelihood": "Enter the likelihood",
    }


@pytest.mark.parametrize(
    ("changed", "href", "sentence"),
    [
        (
            {"due_on__day": "31", "due_on__month": "Sept"},
            "#id_due_on-day",
            "The due date must be a real date: there is no 31 September",
        ),
        ({"due_on__year": ""}, "#id_due_on-year", "The due date must include a year"),
        (
            {"happened": "x" * 21},
            "#id_happened",
            "What happened must be 20 characters or fewer. It has 21 now",
        ),
        (
            {"happened": "a\x00b"},
            "#id_happened",
            "What happened must not contain hidden characters",
        ),
        *(
            (
                {"happened": f"a{hidden}b"},
                "#id_happened",
                "What happened must not contain hidden characters",
            )
            for hidden in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        ),
        ({"likelihood": "6"}, "#id_likelihood", "The likelihood must be 5 or less"),
        ({"likelihood": "x"}, "#id_likelihood", "The likelihood must be a whole number, like 12"),
        ({"going": "amber"}, "#id_going", "Choose how it is going from the list"),
        (
            {"starts_at": "9"},
            "#id_starts_at",
            "The start time must be a time, like 9:30am or 14:00",
        ),
        (
            {"reply_to": "nobody"},
            "#id_reply_to",
            "Enter the email address in the format name@example.com",
        ),
    ],
)
def test_a_wrong_answer_is_explained_at_the_field_and_in_the_summary(changed, href, sentence):
    form = update(**changed)
    assert links(form) == {href: sentence}
    name = href.removeprefix("#id_").split("-")[0]
    group = drawn(form, name)
    assert sentence in group.select_one(".govuk-error-message").text
    assert group.select_one(href) is not None


def test_the_parts_of_an_impossible_date_stay_as_they_were_typed():
    group = drawn(update(due_on__day="31", due_on__month="Sept"), "due_on")
    assert [box["value"] for box in group.select("input")] == ["31", "Sept", "2026"]
    wrong = [box["id"] for box in group.select(".govuk-input--error")]
    assert wrong == ["id_due_on-day"]


def test_a_whole_day_in_an_address_is_understood():
    form = UpdateForm({**{k: v for k, v in GOOD.items() if "due" not in k}, "due_on": "2022-12-20"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == date(2022, 12, 20)
    values = [box["value"] for box in drawn(form, "due_on").select("input")]
    assert values == ["20", "12", "2022"]


def test_a_day_that_is_already_known_is_shown_in_its_boxes():
    form = UpdateForm(initial={"due_on": date(2026, 11, 9)})
    assert [box["value"] for box in drawn(form, "due_on").select("input")] == ["9", "11", "2026"]


def test_an_unchanged_day_is_not_a_change():
    form = UpdateForm({**GOOD, "due_on-month": "Nov"}, initial={"due_on": date(2026, 11, 9)})
    assert "due_on" not in form.changed_data
    assert "due_on" in UpdateForm(GOOD, initial={"due_on": date(2026, 11, 8)}).changed_data


def test_a_reason_is_asked_only_of_those_who_say_at_risk():
    assert update().is_valid()
    assert links(update(going="at_risk")) == {"#id_why": "Enter why it is at risk"}
    said = update(going="at_risk", why="One post is vacant.")
    assert said.is_valid()
    assert said.cleaned_data["why"] == "One post is vacant."


def test_a_reason_typed_under_another_choice_is_neither_checked_nor_kept():
    form = update(going="on_track", why="x" * 60)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["why"] == ""


def test_the_reason_stands_inside_the_choice_that_asks_for_it():
    group = drawn(update(), "going")
    inside = group.select_one("#conditional-id_going-2 textarea")
    assert inside["name"] == "why"
    assert "why" not in [bound.name for bound in update().top_fields()]


def test_each_status_is_offered_with_its_shape_and_what_it_means():
    group = drawn(update(), "going")
    item = group.select(".govuk-radios__item")[1]
    assert item.svg["aria-hidden"] == "true"
    assert item.label.text.strip() == "At risk"
    assert "Amber: needs attention" in item.select_one(".govuk-hint").text


def test_the_hint_is_read_before_the_error():
    control = drawn(update(happened=""), "happened").textarea
    assert control["aria-describedby"].split() == [
        "id_happened-info",
        "id_happened-hint",
        "id_happened-error",
    ]


def test_the_browser_is_never_left_to_refuse_in_its_own_words():
    html = str(UpdateForm(GOOD))
    soup = BeautifulSoup(html, "html.parser")
    for control in soup.select("input, textarea, select"):
        assert not {"required", "maxlength", "min", "max"} & set(control.attrs)


def test_what_was_typed_comes_back_as_text_not_as_markup():
    group = drawn(update(happened="<script>alert(1)</script>!"), "happened")
    assert group.script is None
    assert "<script>alert(1)</script>!" in group.textarea.text


def test_line_ends_count_as_the_reader_counts_them():
    assert update(happened="0123456789\r\n012345678").is_valid()


def test_a_number_may_carry_separators():
    class Budget(GovukForm):
        pounds = fields.DecimalField(label="Budget", max_digits=12, decimal_places=2)

    form = Budget({"pounds": "1,200.50"})
    assert form.is_valid()
    assert str(form.cleaned_data["pounds"]) == "1200.50"
    assert links(Budget({"pounds": "lots"})) == {
        "#id_pounds": "The budget must be a number, like 12.5"
    }


def test_a_question_without_a_noun_is_quoted():
    class Plain(GovukForm):
        how = fields.TextField(label="How many %s?", max_length=2)

    assert links(Plain({}))["#id_how"] == "Enter an answer to “How many %s?”"
    assert links(Plain({"how": "xyz"}))["#id_how"].startswith(
        "Your answer to “How many %s?” must be 2 characters or fewer."
    )


def test_a_sentence_of_the_form_itself_wins():
    class Own(GovukForm):
        title = fields.TextField(label="Title", error_messages={"required": "Say it in a word"})

    assert links(Own({})) == {"#id_title": "Say it in a word"}


def test_a_refusal_of_the_whole_form_stands_first_and_links_nowhere():
    class Refused(GovukForm):
        title = fields.TextField(label="Title")

        def clean(self):
            raise ValidationError("Paragraph 4(b) asks for a person and a date.")

    assert [item["text"] for item in Refused({}).error_links()] == [
        "Paragraph 4(b) asks for a person and a date.",
        "Enter the title",
    ]


def test_the_words_that_ask_for_several_answers_are_quoted_once_at_the_top():
    asked = f"{BECAUSE}Paragraph 4(b) asks for both."

    class Agreed(GovukForm):
        who = fields.TextField(label="Who", error_messages={"required": f"Say who.{asked}"})
        due = fields.TextField(label="When", error_messages={"required": f"Say when.{asked}"})

    form = Agreed({})
    assert [item["text"] for item in form.error_links()] == [
        "Say who. Paragraph 4(b) asks for both.",
        "Say when.",
    ]
    assert [item["text"] for item in form.error_links(quotes=False)] == ["Say who.", "Say when."]
    assert "Say who." in form["who"].as_field_group()
    assert "Paragraph 4(b)" not in form["who"].as_field_group()


def test_a_group_of_boxes_is_linked_at_its_first_control():
    class Invite(GovukForm):
        who = fields.CheckboxesField(label="Who", choices=[("a", "A"), ("b", "B")])
        agreed = fields.TickField(label="They have agreed")

    form = Invite({})
    assert links(form) == {
        "#id_who": "Select the who",
        "#id_agreed": "Tick “They have agreed” to go on",
    }
    assert drawn(form, "who").select_one("#id_who")["type"] == "checkbox"
    assert drawn(form, "agreed").select_one("#id_agreed")["type"] == "checkbox"


def test_a_list_begins_with_a_choice_that_chooses_nothing():
    class Owner(GovukForm):
        owner = fields.SelectField(label="Owner", choices=[("", "---------"), ("1", "A & B")])

    options = drawn(Owner({"owner": "1"}), "owner").select("option")
    assert [(each["value"], each.text, "selected" in each.attrs) for each in options] == [
        ("", "Choose one", False),
        ("1", "A & B", True),
    ]


def test_a_password_is_never_sent_back_to_the_page(db):
    class SignIn(GovukMixin, AuthenticationForm):
        pass

    form = SignIn(data={"username": "a@example.org", "password": "open sesame"})
    box = drawn(form, "password").select_one("#id_password")
    assert "value" not in box.attrs
    assert box["autocomplete"] == "current-password"


def test_a_page_can_ask_one_question_as_its_heading():
    page = Template('{% field form.happened size="l" heading=True rows=9 %}')
    soup = BeautifulSoup(page.render(Context({"form": UpdateForm()})), "html.parser")
    assert soup.h1.label.text == "What happened?"
    assert soup.textarea["rows"] == "9"


def test_the_title_of_a_page_with_errors_says_so():
    title = Template("{% error_prefix %}Update")
    assert title.render(Context({"form": update(likelihood="9")})) == "Error: Update"
    assert title.render(Context({"form": UpdateForm()})) == "Update"
    assert title.render(Context({})) == "Update"


def test_one_summary_serves_all_forms_of_a_page():
    page = Template("{% error_summary first second %}")
    first, second = UpdateForm(GOOD), UpdateForm({**GOOD, "likelihood": "9"}, prefix="more")
    html = page.render(Context({"first": first, "second": UpdateForm({}, prefix="more")}))
    assert html.count("govuk-error-summary__title") == 1
    assert 'href="#id_more-due_on-day"' in html
    assert second.prefix == "more"


def test_a_form_made_from_a_model_asks_in_the_same_way():
    class SuccessionForm(GovukModelForm):
        class Meta:
            model = Organisation
            fields = ["name", "from_on", "succession_source"]

    form = SuccessionForm({"from_on-day": "31", "from_on-month": "6", "from_on-year": "2022"})
    assert not form.is_valid()
    assert links(form)["#id_from_on-day"].endswith("there is no 31 June")
    assert links(form)["#id_name"] == "Enter the name"
    assert drawn(form, "succession_source").textarea is not None


def test_an_answer_hidden_in_the_page_has_no_face():
    assert BeautifulSoup(str(UpdateForm()), "html.parser").find("input", type="hidden") is not None


def test_a_control_without_a_component_is_a_mistake_of_ours():
    class Moment(GovukForm):
        at = django_forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="no control of the design system"):
        Moment()["at"].as_field_group()


def test_a_paper_is_chosen_with_the_file_control():
    class Upload(GovukForm):
        paper = fields.FileField(label="Paper")

    form = Upload({}, {})
    assert links(form) == {"#id_paper": "Choose a file for the paper"}
    assert drawn(form, "paper").select_one("#id_paper")["type"] == "file"
    assert form.is_multipart()


def test_people_are_chosen_from_rows_of_the_database(place):
    class Invite(GovukForm):
        who = fields.ModelRadiosField(label="Organisation", queryset=Organisation.objects.none())

    form = Invite()
    form.fields["who"].queryset = Organisation.objects.filter(local_area=place.area)
    labels = [label.text for label in drawn(form, "who").select("label")]
    assert str(place.council) in labels
