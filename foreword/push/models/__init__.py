from foreword.push.models.browser import Browser
from foreword.push.models.counted import Counted
from foreword.push.models.delivery import REFUSALS, Delivery, Medium, Objection, Outcome
from foreword.push.models.occasion import Ended, Event, Occasion, State
from foreword.push.models.reach import Digest, Reach
from foreword.push.models.season import Season

__all__ = [
    "REFUSALS",
    "Browser",
    "Counted",
    "Delivery",
    "Digest",
    "Ended",
    "Event",
    "Medium",
    "Objection",
    "Occasion",
    "Outcome",
    "Reach",
    "Season",
    "State",
]
