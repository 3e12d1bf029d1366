"""The template tags by subject. Templates get all of them with `{% load govuk %}`."""
