from foreword.push.actions.outcomes import UnknownOutcome, give_outcome, mark_opened, mark_seen, note_unopened
from foreword.push.actions.refreshing import refresh, refresh_soon, withdraw_standing_on
from foreword.push.actions.seasons import load_seasons

__all__ = [
    "UnknownOutcome",
    "give_outcome",
    "load_seasons",
    "mark_opened",
    "mark_seen",
    "note_unopened",
    "refresh",
    "refresh_soon",
    "withdraw_standing_on",
]
