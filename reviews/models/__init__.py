from reviews.models.clause import Clause
from reviews.models.returns import Return, SentBack
from reviews.models.review import LineOfEnquiry, Review

__all__ = ["Clause", "LineOfEnquiry", "Return", "Review", "SentBack"]
