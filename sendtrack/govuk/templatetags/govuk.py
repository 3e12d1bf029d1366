"""`{% load govuk %}`: every tag and filter of the design system."""

from django import template

from sendtrack.govuk.tags import components, dates, forms, furniture, records, status

register = template.Library()

for _part in (components, dates, forms, furniture, records, status):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
