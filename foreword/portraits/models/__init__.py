from foreword.portraits.models.need import Need
from foreword.portraits.models.signal import DIMENSION_OF, RETENTION, WEIGHTS, Signal, SignalKind
from foreword.portraits.models.trait import INTEREST, LEVEL, NOT_TRUE, Source, Trait

__all__ = [
    "DIMENSION_OF",
    "INTEREST",
    "LEVEL",
    "NOT_TRUE",
    "RETENTION",
    "WEIGHTS",
    "Need",
    "Signal",
    "SignalKind",
    "Source",
    "Trait",
]
