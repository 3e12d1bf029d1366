"""What is larger than any form of ours is turned away before it is read."""

from django.test import Client, RequestFactory

from sendtrack.files.inspection import LARGEST
from sendtrack.middleware import LARGEST_REQUEST, body_limit


def test_the_largest_file_fits_into_the_largest_request() -> None:
    assert LARGEST + 2_000_000 < LARGEST_REQUEST


def test_a_request_that_is_too_large_is_answered_without_reading_it(db: None) -> None:
    answer = Client().post("/login", {}, CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "What you sent is too large" in page
    assert answer["X-Request-ID"] in page
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_what_an_odd_length_says_is_left_to_django(rf: RequestFactory) -> None:
    request = rf.post("/login", CONTENT_LENGTH="many")
    assert body_limit(lambda asked: asked)(request) is request
