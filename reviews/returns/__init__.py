"""The two-monthly report as data: built from queries, drawn by templates."""

from reviews.returns.build import progress_report
from reviews.returns.payload import from_payload, to_payload
from reviews.returns.shapes import ProgressReport

__all__ = ["ProgressReport", "from_payload", "progress_report", "to_payload"]
