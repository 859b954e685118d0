"""How long an answer usually takes, in words."""

from foreword.desk.queries import hours
from foreword.desk.queries.waits import spoken, usual_wait


def usual_words() -> str:
    """ "6 minutes", or nothing where too few answers stand behind it."""
    wait = usual_wait()
    return spoken(wait) if wait else ""


def open_words() -> str:
    """When somebody is there, for whoever is about to ask."""
    return hours.open_words()
