"""Templates of regimes that an area keeps for itself."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from plans.states import RegimeKind
from sendtrack.history import Tracked
from sendtrack.organisations.tenancy import AreaQuerySet, AreaRow, area_rules


class OwnTemplate(AreaRow, Tracked):
    """A copy of a shipped template, in the area's own words. Regimes are started from it."""

    code = models.SlugField(max_length=40, help_text="Its address: own-1. Never given again.")
    kind = models.CharField(max_length=24, choices=RegimeKind)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=400, blank=True)
    issued_by = models.CharField(max_length=160)
    horizons: "ArrayField[list[int], list[int]]" = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True
    )
    report_every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    areas = models.TextField(blank=True, help_text="One a line: “a. A lack of capacity”.")
    clauses: "models.JSONField[Any, Any]" = models.JSONField(default=list, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = [
            *area_rules("owntemplate"),
            models.UniqueConstraint(fields=["local_area", "code"], name="one_template_per_code"),
            models.CheckConstraint(condition=~Q(name=""), name="a_template_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
