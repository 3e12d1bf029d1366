"""Verbs about published statistics: a file comes in, a measure is compared, neighbours are
chosen."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Max

from plans.changes.numbering import hold
from plans.changes.published_reading import live_of, newest_shape, shape_of, take_for
from plans.measuring.words import PublishedState
from plans.models import (
    Comparator,
    ComparedCouncil,
    FileReading,
    Measure,
    NeighbourSet,
    PublishedData,
    PublishedFigure,
    PublishedFile,
)
from plans.policies.measures import check_in_use
from plans.policies.published import (
    answers,
    check_answers,
    check_begins_later,
    check_can_be_compared,
    check_can_be_taken_out,
    check_counted_by,
    check_filters,
    check_indicator,
    check_members,
    check_released,
    check_same_bytes,
    check_same_set,
    check_unit,
)
from plans.policies.work import check_reason, check_words
from plans.published.councils import REGIONS, council_of
from plans.published.shape import UnreadableError
from sendtrack import clock
from sendtrack.accounts.models import User
from sendtrack.files.changes import Upload, keep_file
from sendtrack.files.kinds import Kind
from sendtrack.history import record
from sendtrack.organisations.models import LocalArea
from sendtrack.refusals import Refusal
from sendtrack.wake import wake

AT_ONCE = 1024 * 1024
"""Bytes of a file that is read while its person waits: under a second."""


def bring_published(
    *,
    area: LocalArea,
    upload: Upload,
    released_on: date,
    by: User,
    on: date,
    data_set: PublishedData | None = None,
    publication: str = "",
    title: str = "",
    address: str = "",
    is_made_up: bool = False,
) -> PublishedFile:
    """Keep a published file, of `data_set` or of a new one, and have it read. `is_made_up` says
    that somebody invented it for an example.

    A small one is read at once; what is wrong with it raises `Refusal` at the file, and nothing is
    kept. A large one is read by a worker, and its page says how far that is.
    """
    check_released(released_on, on=on)
    with record(actor=by, reason=f"Uploaded {upload.name}"):
        hold(area)
        named = {"publication": publication, "title": title or upload.name or ""}
        data = data_set or _data(area, **named)
        earlier = list(data.files.select_related("file"))
        highest = PublishedFile.objects.of(area).aggregate(highest=Max("number"))["highest"]
        file = PublishedFile(
            local_area=area,
            data=data,
            number=(highest or 0) + 1,
            file=keep_file(
                area=area,
                upload=upload,
                by=by,
                kinds=frozenset({Kind.CSV}),
                is_published=True,
            ),
            released_on=released_on,
            address=address.strip(),
            is_made_up=is_made_up,
        )
        check_same_bytes(file.file.sha256, earlier)
        is_small = file.file.size <= AT_ONCE
        if is_small:
            _read_at_once(file)
        file.save()
        at = clock.now()
        reading = FileReading.objects.create(
            local_area=area,
            file=file,
            next_attempt_at=at,
            settled_at=at if is_small else None,
            share=1 if is_small else 0,
            rows=file.shape.rows if is_small else 0,
        )
        if is_small:
            take_for(file=file, comparators=live_of(data))
        else:
            wake("plans.read_published", reading.pk)
    return file


def _read_at_once(file: PublishedFile) -> None:
    """Read a small file before it is saved. Raises `Refusal` at the file."""
    try:
        shape = shape_of(file)
        check_same_set(shape, newest_shape(file))
        check_answers(shape, live_of(file.data))
    except UnreadableError as refusal:
        raise Refusal(str(refusal), field="upload") from refusal
    file.state, file.holds = PublishedState.READ, shape.as_data()


def _data(area: LocalArea, *, publication: str, title: str) -> PublishedData:
    publication = check_words(
        publication,
        missing="Name the publication, such as “Education, health and care plans”.",
        field="publication",
    )
    known: PublishedData | None = (
        PublishedData.objects.of(area)
        .filter(publication__iexact=publication, title__iexact=title.strip())
        .first()
    )
    if known is not None:
        return known
    made = PublishedData(local_area=area, publication=publication, title=title.strip()[:200])
    made.save()
    return made


def take_out_published(
    *, file: PublishedFile, version: int, because: str, by: User, on: date
) -> PublishedFile:
    """Use no figure of a file that was brought in by mistake. The file, what was taken from it and
    the history stay; comparisons fall back on the release before. Reports that were sent are as
    they were. Raises `Stale`."""
    because = check_words(because, missing="Say what is wrong with it.", field="because")
    with record(actor=by, reason=f"Taken out again: {because}"):
        current = file.lock(version=version)
        check_can_be_taken_out(current)
        current.state, current.refused_because = PublishedState.TAKEN_OUT, because
        current.taken_out_on, current.taken_out_by = on, by
        current.save()
        reading = FileReading.objects.select_for_update(of=("self",)).get(file=current)
        if reading.settled_at is None:
            reading.settled_at, reading.lease_until = clock.now(), None
            reading.save()
    return current


def compare_with(
    *,
    measure: Measure,
    file: PublishedFile,
    indicator: str,
    filters: Mapping[str, str],
    counted_by: str,
    cohort: str,
    geography: str,
    by: User,
    on: date,
    times: Decimal = Decimal(1),
    differs: str = "",
) -> Comparator:
    """Say once which figures of a data set a measure is compared with. They are taken from every
    release that is here, and from each that comes."""
    shape = check_can_be_compared(file)
    column = check_indicator(shape, indicator)
    check_filters(shape, filters)
    check_counted_by(shape, counted_by)
    with record(actor=by, reason=f"Compared with {column.name} of {file.data}"):
        current = measure.lock()
        check_in_use(current)
        if current.comparators.filter(ended_on__isnull=True).exists():
            raise Refusal(f"{current.ref} is compared already. Stop that comparison first.")
        definition = current.definitions.order_by("number").last()
        assert definition is not None
        check_unit(definition, column, times)
        made = Comparator(
            local_area=current.local_area,
            measure=current,
            definition=definition,
            data=file.data,
            indicator=column.name,
            filters={each.name: filters[each.name].strip() for each in shape.filters},
            times=times,
            counted_by=counted_by,
            cohort=cohort,
            geography=geography,
            differs=differs.strip(),
            said_on=on,
            said_by=by,
        )
        made.save()
        for each in file.data.files.in_use().select_related("file", "reading"):
            if not answers(each.shape, made):
                _take_or_wake(each, made)
        _check_found(made, file)
    return made


def _check_found(made: Comparator, file: PublishedFile) -> None:
    """A small file that has no row with the chosen words was never meant."""
    taken = PublishedFigure.objects.filter(taken__comparator=made)
    if file.file.size <= AT_ONCE and not taken.exists():
        raise Refusal(
            "No row of the file, for a country, region or council, has all these words. Choose "
            "others."
        )


def _take_or_wake(file: PublishedFile, comparator: Comparator) -> None:
    if file.file.size <= AT_ONCE:
        take_for(file=file, comparators=[comparator])
        return
    reading = file.reading
    reading.settled_at, reading.next_attempt_at, reading.share = None, clock.now(), 0
    reading.save()
    wake("plans.read_published", reading.pk)


def stop_comparing(
    *, comparator: Comparator, version: int, because: str, by: User, on: date
) -> Comparator:
    """Compare a measure with this no longer. What was taken stays. Raises `Stale`."""
    because = check_words(because, missing="Say why it is no longer compared.", field="because")
    with record(actor=by, reason=f"No longer compared: {because}"):
        current = comparator.lock(version=version)
        if current.ended_on is not None:
            raise Refusal("This comparison was stopped already.")
        current.ended_on, current.ended_because = on, because
        current.save()
    return current


def say_council(
    *, area: LocalArea, number: str, by: User, reason: str, name: str = "", region: str = ""
) -> ComparedCouncil:
    """Say which council of the published files is the area's own. A made-up area may name one that
    no list knows."""
    council = council_of(number)
    if council is None and not (area.is_example and name.strip() and region in REGIONS):
        raise Refusal(
            "Enter the Department’s number of the council, such as 802, or its code, such as "
            "E06000024.",
            field="number",
        )
    with record(actor=by, reason=check_reason(reason)):
        hold(area)
        row = ComparedCouncil.objects.of(area).first() or ComparedCouncil(local_area=area)
        row.number = council.number if council else number.strip()
        row.name = council.name if council else name.strip()
        row.region_code = council.region if council else region
        row.region_name = REGIONS[row.region_code]
        row.save()
    return row


def choose_neighbours(
    *,
    area: LocalArea,
    from_on: date,
    source: str,
    members: Sequence[str],
    by: User,
    on: date,
) -> NeighbourSet:
    """Compare with these councils what is published from a day on. What was published before is
    compared with the set before, for good. `members` are numbers or codes, the closest first."""
    source = check_words(source, missing="Say who chose these neighbours.", field="source")
    own = ComparedCouncil.objects.of(area).first()
    if own is None:
        raise Refusal("Say first which council is the area's own.")
    kept = check_members(members, own=own.number, area=area)
    with record(actor=by, reason=f"Neighbours chosen: {source}"):
        hold(area)
        sets = NeighbourSet.objects.of(area)
        before = sets.order_by("number").last()
        newest = PublishedFile.objects.of(area).in_use().newest_first().first()
        check_begins_later(from_on, before=before, newest=newest, on=on)
        made = NeighbourSet(
            local_area=area,
            number=before.number + 1 if before else 1,
            from_on=from_on,
            source=source,
            members=kept,
            chosen_on=on,
            chosen_by=by,
        )
        made.save()
    return made
