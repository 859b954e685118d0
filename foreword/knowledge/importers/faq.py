"""`foreword import faq FILE`: questions and answers from another system, as JSONL or CSV.

Fields: question, answer, lang, topics, url, audience; where there are any also id and wordings. Lists are JSON lists,
or words with ";" or "|" between them. Rows with the same id in two languages become one entry in two languages.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from foreword.kernel.importing import Read, Refused, Tally, import_rows
from foreword.knowledge.actions import EntryCopy, store_entries
from foreword.knowledge.importers.rows import read_rows
from foreword.people.models import Audience, Topic
from foreword.search.languages import detect

LONGEST_QUESTION = 300
LONGEST_ANSWER = 100_000
LANGS = {"en": "en", "eng": "en", "english": "en", "zh": "zh-hans", "chi": "zh-hans", "zho": "zh-hans", "cn": "zh-hans"}
AUDIENCES = frozenset(Audience.values)

Refusal = str


def run(path: Path, *, lang: str = "", source: str = "") -> Tally:  # noqa: ARG001 - every importer takes the same options
    topics = Topics()

    def store(batch: list[EntryCopy]) -> Tally:
        return store_entries(copies=batch, topics=topics.made_since())

    def rows() -> Iterator[Read[EntryCopy]]:
        for where, at, row in read_rows(path):
            found = row if isinstance(row, str) else entry_copy(row, topics, default_lang=lang)
            yield Read(Refused(where, found) if isinstance(found, str) else found, at)

    return import_rows(path, rows(), store)


def entry_copy(row: dict[str, Any], topics: "Topics", *, default_lang: str = "") -> EntryCopy | Refusal:
    """The row as an entry, or the reason why it is none."""
    question, answer = _line(row.get("question")), str(row.get("answer") or "").strip()
    if not question or not answer:
        return "no question" if not question else "no answer"
    if len(question) > LONGEST_QUESTION or len(answer) > LONGEST_ANSWER:
        return f"the question is longer than {LONGEST_QUESTION} or the answer than {LONGEST_ANSWER} characters"
    if _has_nul(row) or "\ufffd" in question:
        return "not readable as text"
    lang = language(_line(row.get("lang")) or default_lang, question)
    words = listed(row.get("topics") or row.get("topic"))
    url = _line(row.get("url"))
    return EntryCopy(
        key=key_of(_line(row.get("id")), lang, question),
        lang=lang,
        question=question,
        answer=answer,
        topic=topics.key(words[0]) if words else "",
        url=url if re.match(r"https?://", url) and len(url) <= 300 else "",
        audience=tuple(word for word in map(str.lower, listed(row.get("audience"))) if word in AUDIENCES),
        wordings=tuple(dict.fromkeys(line for line in listed(row.get("wordings")) if line and len(line) <= 300)),
    )


def key_of(given: str, lang: str, question: str) -> str:
    """The key by which the next run finds the entry again: the given id, else one made of language and question."""
    plain = slugify(given)
    if plain and len(plain) <= 60 and plain == given.lower():
        return f"faq-{plain}"
    whole = given or f"{lang}\n{question}"
    return f"faq-{hashlib.sha256(whole.encode()).hexdigest()[:32]}"


def language(said: str, question: str) -> str:
    code = said.lower().replace("_", "-")
    if code in LANGS or code.split("-")[0] in LANGS:
        return LANGS.get(code) or LANGS[code.split("-")[0]]
    if code:
        return code[:8]
    found = detect(question)
    return "en" if found == "und" else found


def listed(value: Any) -> list[str]:
    """A JSON list, or one string with ";", "；" or "|" between the parts."""
    parts = value if isinstance(value, list) else re.split(r"[;；|]", str(value or ""))
    return [line for part in parts if (line := _line(part))]


def _has_nul(row: dict[str, Any]) -> bool:
    """PostgreSQL cannot hold NUL in any field, and no text has one."""
    values = (each for value in row.values() for each in (value if isinstance(value, list) else [value]))
    return any("\x00" in value for value in values if isinstance(value, str))


def _line(value: Any) -> str:
    return " ".join(str("" if value is None else value).split())


class Topics:
    """Topics by key or by name; what the library does not know yet becomes a topic of that name."""

    def __init__(self) -> None:
        self._by_name: dict[str, str] = {}
        self._made: list[Topic] = []
        for topic in Topic.objects.all():
            for name in (topic.key, topic.name_en, topic.name_zh):
                self._by_name.setdefault(name.casefold(), topic.key)

    def key(self, word: str) -> str:
        if word.casefold() not in self._by_name:
            key = slugify(word)[:40] or f"topic-{hashlib.sha256(word.encode()).hexdigest()[:12]}"
            self._made.append(Topic(key=key, name_en=word[:80], name_zh=word[:40], order=900))
            self._by_name[word.casefold()] = key
        return self._by_name[word.casefold()]

    def made_since(self) -> list[Topic]:
        """Those made since the last call: they are stored with the batch that needs them."""
        made, self._made = self._made, []
        return made
