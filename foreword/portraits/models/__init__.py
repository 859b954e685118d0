from foreword.portraits.models.course import Course, CourseEvent
from foreword.portraits.models.need import AnswerKind, Need
from foreword.portraits.models.remnant import Remnant
from foreword.portraits.models.signal import DIMENSION_OF, RETENTION, WEIGHTS, Signal, SignalKind
from foreword.portraits.models.trait import INTEREST, LEVEL, NOT_TRUE, Source, Trait

__all__ = [
    "DIMENSION_OF",
    "INTEREST",
    "LEVEL",
    "NOT_TRUE",
    "RETENTION",
    "WEIGHTS",
    "AnswerKind",
    "Course",
    "CourseEvent",
    "Need",
    "Remnant",
    "Signal",
    "SignalKind",
    "Source",
    "Trait",
]
