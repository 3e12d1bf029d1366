"""Areas of weakness as documents tell of them."""

from typing import TYPE_CHECKING, Any

from plans.models import AreaLabel, AreaLineage, AreaOfWeakness, Regime
from plans.models.area import AreaOrigin
from plans.states import AreaState

if TYPE_CHECKING:
    from sendtrack.seeds.loader import Loader


def load_area_of_weakness(
    record: "Loader",
    regime: Regime,
    key: str,
    previous: str | None,
    position: int,
    row: dict[str, Any],
) -> None:
    """The area with its judgement, where it comes from, and what documents call it."""
    authority = record.cited(row["authority"]) if "authority" in row else None
    judged: dict[str, Any] = {}
    if authority:
        judged["at_first"] = {
            "state": AreaState.FORMAL_MONITORING,
            "state_since": regime.issued_on,
            "state_authority": None,
        }
        judged["since"] = row.get("judged_on", authority.document.dated_on)
    area = record.areas[key, row["ref"]] = record.put(
        AreaOfWeakness,
        row.get("authority", row["finding"]),
        {"regime": regime, "ref": row["ref"]},
        position=position,
        short_title=row["short_title"],
        finding=record.cited(row["finding"]),
        state=AreaState(row.get("state", AreaState.FORMAL_MONITORING)),
        state_since=row.get("since", None if "judged_on" in row else regime.issued_on),
        state_authority=authority,
        described_on=regime.issued_on,
        **judged,
    )
    for origin in row.get("derived_from", []):
        assert previous is not None
        record.put(
            AreaLineage,
            row["finding"],
            {"area": area, "origin": record.areas[previous, origin]},
            kind=AreaOrigin.CARRIED,
            on=regime.issued_on,
            described_on=regime.issued_on,
        )
    for code, label in row.get("labels", {}).items():
        source = f"{code}, {label['words']}"
        record.put(
            AreaLabel,
            source,
            {"area": area, "document": record.documents[code]},
            label=label["label"],
            citation=record.cited(source),
            # An earlier letter names the weakness before the Notice makes it an area.
            described_on=max(record.day_of(source), regime.issued_on),
        )
