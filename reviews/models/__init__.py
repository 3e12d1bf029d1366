from reviews.models.clause import Clause
from reviews.models.returns import Return, SentBack
from reviews.models.review import LineOfEnquiry, Review, Strength
from reviews.models.template import OwnTemplate

__all__ = ["Clause", "LineOfEnquiry", "OwnTemplate", "Return", "Review", "SentBack", "Strength"]
