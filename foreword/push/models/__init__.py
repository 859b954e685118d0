from foreword.push.models.delivery import REFUSALS, Delivery, Medium, Objection, Outcome
from foreword.push.models.reach import Digest, Reach
from foreword.push.models.season import Season

__all__ = ["REFUSALS", "Delivery", "Digest", "Medium", "Objection", "Outcome", "Reach", "Season"]
