"""What is published is frozen, and a second person lets it leave."""

import hashlib
import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from sendtrack.accounts.models import User
from sendtrack.history import changes_of
from sendtrack.publishing.changes import approve, canonical, freeze, store_rendition
from sendtrack.publishing.models import Approval, Rendition, RenditionFormat, Snapshot
from sendtrack.publishing.policies import can_approve
from sendtrack.refusals import Refusal
from tests.conftest import Place

PAYLOAD = {"period": "to 9 March 2026", "areas": [{"ref": "a", "words": "Ünmet – “still”"}]}


@pytest.fixture
def snapshot(place: Place, lead: User) -> Snapshot:
    return freeze(
        area=place.area,
        kind="progress report",
        title="Two-monthly report",
        number=3,
        data_as_at=date(2026, 3, 9),
        payload=PAYLOAD,
        by=lead,
    )


def test_the_checksum_of_frozen_data_can_be_checked_from_the_database(snapshot: Snapshot) -> None:
    kept = Snapshot.objects.get(pk=snapshot.pk)
    assert kept.payload == json.loads(json.dumps(PAYLOAD))
    assert hashlib.sha256(canonical(kept.payload)).hexdigest() == kept.payload_sha256


def test_data_that_is_no_json_is_refused_before_anything_is_kept(place: Place, lead: User) -> None:
    for bad in ({"on": date(2026, 3, 9)}, {"rate": float("nan")}):
        with pytest.raises((TypeError, ValueError)):
            freeze(
                area=place.area,
                kind="progress report",
                title="Two-monthly report",
                number=1,
                data_as_at=date(2026, 3, 9),
                payload=bad,
                by=lead,
            )
    assert not Snapshot.objects.exists()


def test_a_snapshot_is_rendered_once_in_each_format(snapshot: Snapshot) -> None:
    first = store_rendition(snapshot=snapshot, format=RenditionFormat.PDF, content=b"first")
    again = store_rendition(snapshot=snapshot, format=RenditionFormat.PDF, content=b"second")
    assert again == first
    assert bytes(Rendition.objects.get().content) == b"first"
    assert first.sha256 == hashlib.sha256(b"first").hexdigest()


def test_frozen_rows_can_be_neither_changed_nor_deleted(snapshot: Snapshot) -> None:
    store_rendition(snapshot=snapshot, format=RenditionFormat.HTML, content=b"<p>")
    for table in ("publishing_snapshot", "publishing_rendition"):
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with (
                pytest.raises(DatabaseError, match=f"{table} are frozen"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


def test_the_compiler_cannot_approve(snapshot: Snapshot, lead: User) -> None:
    assert not can_approve(snapshot=snapshot, by=lead)
    with pytest.raises(Refusal, match="somebody else must approve"):
        approve(snapshot=snapshot, by=lead)
    assert not Approval.objects.exists()


def test_the_chair_approves_once_however_often_the_button_is_pressed(
    snapshot: Snapshot, chair: User
) -> None:
    first = approve(snapshot=snapshot, by=chair)
    assert approve(snapshot=snapshot, by=chair) == first
    (entry,) = changes_of(first)
    assert entry.history_user == chair
    assert "Two-monthly report, version 3" in entry.history_change_reason
