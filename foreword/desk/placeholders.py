"""What a reply template may leave open: a fixed list of words in braces, filled in once and escaped for Markdown."""

import re
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from foreword.desk.models import Question
from foreword.people.models import Person

PLACEHOLDERS: Final = {
    "reader": gettext_lazy("the reader’s name, or “reader”"),
    "librarian": gettext_lazy("your name"),
    "question": gettext_lazy("the first line of the question"),
    "topic": gettext_lazy("the topic of the question"),
    "library": gettext_lazy("the library’s name"),
}
_OPEN: Final = re.compile(r"\{([^{}\n]{0,40})\}")
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def unknown_placeholders(text: str) -> list[str]:
    return sorted({name for name in _OPEN.findall(text) if name not in PLACEHOLDERS})


def fill(text: str, question: Question, by: Person) -> str:
    """One pass: a name that looks like a placeholder stays a name, and nobody's name becomes a link."""
    with override(question.lang):
        values = {
            "reader": question.asker.name if question.asker else _("reader"),
            "librarian": by.name,
            "question": question.headline,
            "topic": question.topic.name if question.topic else "",
            "library": settings.FOREWORD_LIBRARY_NAME.get(question.lang, ""),
        }
        return _OPEN.sub(lambda found: _escaped(values.get(found[1], found[0])), text)


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(value.split()))
