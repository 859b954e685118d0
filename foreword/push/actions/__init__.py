from foreword.push.actions.browsers import BadBrowser, forget_browser, let_browser, tell_browsers
from foreword.push.actions.learning import forget_refused, learn
from foreword.push.actions.outcomes import UnknownOutcome, give_outcome, mark_opened, mark_seen, note_unopened
from foreword.push.actions.reaching import (
    UnknownChoice,
    choose_reach,
    close_feed,
    go_on,
    leave_trial,
    open_feed,
    stop_all,
    stop_mail,
)
from foreword.push.actions.refreshing import refresh, refresh_soon, withdraw_standing_on
from foreword.push.actions.seasons import load_seasons
from foreword.push.actions.sending import send_due

__all__ = [
    "BadBrowser",
    "UnknownChoice",
    "UnknownOutcome",
    "choose_reach",
    "close_feed",
    "forget_browser",
    "forget_refused",
    "give_outcome",
    "go_on",
    "learn",
    "leave_trial",
    "let_browser",
    "load_seasons",
    "mark_opened",
    "mark_seen",
    "note_unopened",
    "open_feed",
    "refresh",
    "refresh_soon",
    "send_due",
    "stop_all",
    "stop_mail",
    "tell_browsers",
    "withdraw_standing_on",
]
