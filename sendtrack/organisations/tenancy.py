"""Areas are tenants: each row carries its local area, and the database refuses to mix two."""

from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.ddl_references import Statement

if TYPE_CHECKING:
    from sendtrack.organisations.models import LocalArea


class AreaQuerySet(models.QuerySet[Any]):
    """Rows of local areas. Views, forms and tables start from `of(area)`, never from all rows."""

    def of(self, area: "LocalArea") -> Self:
        return self.filter(local_area=area)


class AreaRow(models.Model):
    """A row that belongs to one local area."""

    local_area = models.ForeignKey(
        "organisations.LocalArea", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class SameArea(models.BaseConstraint):
    """A foreign key that can only reach a row of the same local area, kept by PostgreSQL."""

    def __init__(self, *, link: str, name: str) -> None:
        super().__init__(name=name)
        self.link = link

    def _reference(self, model: type[models.Model], schema_editor: Any) -> str:
        field = model._meta.get_field(self.link)
        assert isinstance(field, models.ForeignKey)
        quote = schema_editor.quote_name
        target = field.remote_field.model._meta.db_table
        return (
            f"FOREIGN KEY ({quote('local_area_id')}, {quote(field.column)}) "
            f"REFERENCES {quote(target)} ({quote('local_area_id')}, {quote('id')}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        name = schema_editor.quote_name(self.name)
        return f"CONSTRAINT {name} {self._reference(model, schema_editor)}"

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        table = schema_editor.quote_name(model._meta.db_table)
        body = self.constraint_sql(model, schema_editor).replace("%", "%%")
        return Statement(f"ALTER TABLE {table} ADD {body}")

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        table = schema_editor.quote_name(model._meta.db_table)
        return Statement(
            f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"
        )

    def validate(
        self, model: Any, instance: Any, exclude: Any = None, using: str = "default"
    ) -> None:
        if exclude and self.link in exclude:
            return
        linked = getattr(instance, self.link)
        if linked is not None and linked.local_area_id != instance.local_area_id:
            raise ValidationError("The linked row belongs to another local area.")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SameArea):
            return NotImplemented
        return (self.name, self.link) == (other.name, other.link)

    __hash__ = None  # type: ignore[assignment]  # as Django's own constraints

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "link": self.link}


def area_rules(table: str, *links: str) -> list[models.BaseConstraint]:
    """The tenancy constraints of one model: a key others can point at, and its links kept inside.

    `table` is the model's short name ("action"), unique in the project; it names the constraints.
    """
    return [
        models.UniqueConstraint(fields=["local_area", "id"], name=f"{table}_area_key"),
        *(SameArea(link=link, name=f"{table}_{link}_same_area") for link in links),
    ]


def both_or_neither(*fields: str) -> models.Q:
    """A who-and-when pair: all of the fields are set, or none."""
    neither, both = models.Q(), models.Q()
    for field in fields:
        neither &= models.Q(**{f"{field}__isnull": True})
        both &= models.Q(**{f"{field}__isnull": False})
    return neither | both
