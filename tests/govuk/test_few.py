"""A form asks once about words that tell of a few children, and takes them when it is told to."""

import pytest

from sendtrack.govuk.fields import LongTextField, RadiosField, TextField
from sendtrack.govuk.forms import GovukForm

FEW = "In March 2 children waited"


class StoryForm(GovukForm):
    kind = RadiosField(choices=[("a", "A"), ("b", "B")], reveals={"b": ["more"]}, label="Kind")
    more = LongTextField(label="More", max_length=200, required=False)
    told = LongTextField(label="What happened?", max_length=200)
    quoted = LongTextField(
        label="Its words", max_length=200, required=False, lets_few_stand="a document's words"
    )
    title = TextField(label="Title", required=False)


def story(**typed: str) -> StoryForm:
    return StoryForm({"kind": "a", "told": "Nothing", **typed})


def test_words_of_a_few_come_back_with_a_box_to_let_them_stand() -> None:
    form = story(told=FEW)
    assert not form.is_valid()
    assert form.errors["told"][0].startswith("“2 children” tells of a few children")
    group = str(form["told"].as_field_group())
    assert FEW in group
    assert group.count('name="few_may_stand"') == 1
    assert 'name="few_may_stand"' not in str(form["title"].as_field_group())


def test_one_more_press_saves_them_and_the_verb_hears_nothing_of_the_box() -> None:
    form = story(told=FEW, few_may_stand="on")
    assert form.is_valid()
    assert set(form.cleaned_data) == {"kind", "more", "told", "quoted", "title"}
    assert form.cleaned_data["told"] == FEW


@pytest.mark.parametrize("name", ["quoted", "title", "more"])
def test_quotations_short_answers_and_what_nobody_asked_for_stand(name: str) -> None:
    form = story(**{name: FEW})
    assert form.is_valid(), form.errors
    assert "few_may_stand" not in str(form)


def test_what_an_option_reveals_is_told_where_it_is_chosen() -> None:
    form = story(kind="b", more=FEW, told=FEW)
    assert set(form.errors) == {"more", "told"}
    assert str(form).count('name="few_may_stand"') == 1


def test_a_form_that_is_only_opened_warns_of_nothing() -> None:
    assert "few_may_stand" not in str(StoryForm())


def test_a_row_of_many_has_a_box_of_its_own() -> None:
    form = StoryForm({"r1-kind": "a", "r1-told": FEW, "few_may_stand": "on"}, prefix="r1")
    assert 'name="r1-few_may_stand"' in str(form)
