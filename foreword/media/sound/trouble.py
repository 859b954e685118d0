"""Why there is no sound or film: a short code that a row can keep, with words in the language of whoever reads."""

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Final[dict[str, Promise]] = {
    "missing": _("%(program)s is not installed on this server: %(how)s"),
    "voice": _("%(program)s has no voice for this language."),
    "font": _("There is no typeface for this language on this server: %(how)s"),
    "off": _("No speaker is set up: FOREWORD_SPEAKER."),
    "speaker": _("The speaker %(program)s gave no sound that can be read."),
    "nothing": _("There is nothing to read aloud: the product has no words."),
    "long": _("About %(minutes)s minutes of speech; at most %(most)s are read. Split the product, or record it."),
    "unreadable": _("This recording cannot be read. Save it again as MP3, and send that."),
    "hours": _("This recording is longer than %(most)s minutes."),
    "failed": _("%(program)s could not do it."),
    "slow": _("%(program)s did not finish in time."),
    "cancelled": _("Cancelled."),
    "gone": _("The product is not published: readers hear what they can read."),
    "broken": _("Something went wrong on the server. Whoever runs it finds it in the log."),
}


class Trouble(Exception):
    """Known trouble. `detail` fills its words."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(f"{code} {detail}")
        self.code, self.detail = code, detail

    def __str__(self) -> str:
        return words_of(self.code, self.detail)


def words_of(code: str, detail: dict[str, Any]) -> str:
    return str(WORDS[code]) % detail if code in WORDS else ""
