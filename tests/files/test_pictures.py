"""Pictures lose what they say of place, time and people, and nothing of what they show."""

import hashlib
import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, PngImagePlugin

from sendtrack.accounts.models import User
from sendtrack.files.changes import keep_file
from sendtrack.files.kinds import DOCUMENTS, Kind
from sendtrack.files.pictures import NotAPicture, without_hidden_data
from sendtrack.files.queries import open_stored
from sendtrack.refusals import Refusal
from tests.conftest import Place
from tests.files.samples import REAL, uploaded

SECRET = "51.3876,-2.8127 Alex Example"


def drawn() -> Image.Image:
    picture = Image.new("RGB", (40, 24))
    picture.putdata([(x * 5 % 256, x * 3 % 256, x % 256) for x in range(40 * 24)])
    return picture


def exif(turned: int = 1) -> Image.Exif:
    said = Image.Exif()
    said[0x0112] = turned
    said[0x013B] = SECRET
    said.get_ifd(0x8825)[1] = "N"
    return said


def jpeg(*, turned: int = 1, **how: object) -> bytes:
    out = io.BytesIO()
    drawn().save(out, "JPEG", exif=exif(turned), comment=SECRET.encode(), **how)
    return out.getvalue() + SECRET.encode()


def png(*, turned: int = 1) -> bytes:
    out, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    words.add_text("Comment", SECRET, zip=True)
    drawn().save(out, "PNG", exif=exif(turned), pnginfo=words)
    return out.getvalue() + SECRET.encode()


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.convert("RGB").tobytes()


HOLDING = {
    "jpeg": (jpeg(), Kind.JPEG),
    "jpeg that loads bit by bit": (jpeg(progressive=True), Kind.JPEG),
    "jpeg with restarts": (jpeg(restart_marker_rows=1), Kind.JPEG),
    "png": (png(), Kind.PNG),
}


@pytest.mark.parametrize(("content", "kind"), HOLDING.values(), ids=HOLDING)
def test_words_go_and_the_picture_stays(content: bytes, kind: Kind) -> None:
    assert SECRET.encode() in content
    kept = without_hidden_data(content, kind)
    assert SECRET.encode() not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {}
        assert not {"comment", "Author", "Comment", "XML:com.adobe.xmp"} & set(picture.info)
    assert pixels(kept) == pixels(content)
    assert without_hidden_data(kept, kind) == kept


@pytest.mark.parametrize("turned", range(2, 9))
@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG])
def test_a_picture_stays_the_right_way_up(kind: Kind, turned: int) -> None:
    content = jpeg(turned=turned) if kind is Kind.JPEG else png(turned=turned)
    with Image.open(io.BytesIO(without_hidden_data(content, kind))) as picture:
        assert dict(picture.getexif()) == {0x0112: turned}


def test_colours_keep_their_profile_and_a_preview_goes() -> None:
    profile = b"not a real profile but ten times longer than its name " * 10
    out = io.BytesIO()
    drawn().save(out, "JPEG", icc_profile=profile)
    kept = without_hidden_data(out.getvalue(), Kind.JPEG)
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.info["icc_profile"] == profile
    head = b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01" + b"abc"
    preview = b"\xff\xd8\xff\xe0" + struct.pack(">H", len(head) + 2) + head + kept[2:]
    assert b"abc" not in without_hidden_data(preview, Kind.JPEG)


@pytest.mark.parametrize(("content", "kind"), HOLDING.values(), ids=HOLDING)
@given(end=some.floats(0, 0.97))
def test_a_picture_that_breaks_off_is_told_from_a_whole_one(
    content: bytes, kind: Kind, end: float
) -> None:
    whole = len(content) - len(SECRET)
    with pytest.raises(NotAPicture):
        without_hidden_data(content[: int(whole * end)], kind)


@given(some.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_picture_or_a_word(noise: bytes) -> None:
    for kind, head in ((Kind.JPEG, b"\xff\xd8\xff"), (Kind.PNG, b"\x89PNG\r\n\x1a\n")):
        try:
            without_hidden_data(head + noise, kind)
        except NotAPicture:
            continue


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG])
def test_what_is_kept_has_no_hidden_data_and_both_sums_are_known(
    place: Place, officer: User, kind: Kind
) -> None:
    content = HOLDING[kind.value][0]
    upload = uploaded(content, f"visit.{kind.value}")
    stored = keep_file(area=place.area, upload=upload, by=officer, kinds=DOCUMENTS)
    assert stored.original_sha256 == hashlib.sha256(content).hexdigest()
    with open_stored(stored) as kept:
        held = kept.read()
    assert SECRET.encode() not in held
    assert (stored.sha256, stored.size) == (hashlib.sha256(held).hexdigest(), len(held))
    assert stored.was_changed
    assert stored.hidden_data.startswith("Place, time, camera")


def test_a_picture_without_hidden_data_is_kept_as_it_is(place: Place, officer: User) -> None:
    upload = uploaded(REAL[Kind.PNG], "chart.png")
    stored = keep_file(area=place.area, upload=upload, by=officer, kinds=DOCUMENTS)
    assert stored.sha256 == stored.original_sha256 == hashlib.sha256(REAL[Kind.PNG]).hexdigest()
    assert stored.hidden_data == "It held no hidden data."


def test_documents_are_kept_byte_for_byte(place: Place, officer: User) -> None:
    upload = uploaded(REAL[Kind.PDF], "audit.pdf")
    stored = keep_file(area=place.area, upload=upload, by=officer, kinds=DOCUMENTS)
    assert (stored.original_sha256, stored.hidden_data) == ("", "")


def test_a_picture_whose_parts_do_not_follow_on_each_other_is_refused(
    place: Place, officer: User
) -> None:
    content = REAL[Kind.PNG]
    bad = content[:33] + struct.pack(">I", 2**31) + b"IDAT" + struct.pack(">I", zlib.crc32(b""))
    with pytest.raises(Refusal, match="damaged"):
        keep_file(area=place.area, upload=uploaded(bad, "a.png"), by=officer, kinds=DOCUMENTS)
