from foreword.push.models.delivery import Delivery, Outcome
from foreword.push.models.season import Season

__all__ = ["Delivery", "Outcome", "Season"]
