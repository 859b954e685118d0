"""Characteristics: how somebody reads, searches and is reached; nothing of what it is about."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from foreword.people.models import Dimension, Facet
from foreword.portraits.interest import UNUSED, confidence
from foreword.portraits.models import SignalKind, Source
from foreword.portraits.registry.methods import Account, Follows, Leading, Split, of_kinds
from foreword.portraits.registry.spec import Drawn, Facts, Spec, from_sums

SEARCHING = (SignalKind.SEARCHED,)
OPENING = (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED, SignalKind.CITED)
DOING = (*SEARCHING, *OPENING, SignalKind.DWELT, SignalKind.ASKED, SignalKind.SHARED)
BOTH: Final = 0.25
"""A language that is at least a quarter of what somebody opens is one of theirs."""
POINTS: Final = ((3, "expert"), (1, "practised"), (0, "learning"))
ENOUGH_SEARCHES: Final = 4.0


def both_languages(key: str, facts: Facts) -> Iterable[Drawn]:
    sums = [each for each in facts.ledger.family("reads") if each.dimensions]
    if len(sums) < 2:
        return
    at = max(each.at for each in sums)
    scores = sorted(each.score(at) for each in sums)
    if sum(scores) >= ENOUGH_SEARCHES and scores[0] >= BOTH * sum(scores):
        sure = confidence(sum(scores))
        yield from_sums(key, "yes", sums, score=sum(scores), confidence=sure, expires_at=at + UNUSED)


def literacy(key: str, facts: Facts) -> Iterable[Drawn]:
    """Points for exact searches, for finding, and for citing; nothing is said before four searches."""
    searched = facts.ledger.get("act.searched")
    if searched is None or searched.score() < ENOUGH_SEARCHES:
        return
    points = (facts.value("craft") == "practised") + (facts.value("finds") == "mostly") + bool(facts.value("style"))
    value = next(name for least, name in POINTS if points >= least)
    sums = [searched, *(total for name in ("craft", "found", "style") for total in facts.ledger.family(name))]
    expires = searched.at + UNUSED
    sure = confidence(searched.score())
    yield from_sums(key, value, sums, score=float(points), confidence=sure, expires_at=expires)


LANGUAGES = {"en": _("You mostly read English."), "zh-hans": _("You mostly read Chinese.")}

SPECS: Final = (
    Spec(
        "language",
        Facet.CHARACTERISTICS,
        _("Language"),
        _("Answers in your language come first."),
        Account("language", Dimension.PREFERENCES, Source.DECLARED),
        _("You read %(value)s."),
    ),
    Spec(
        "form",
        Facet.CHARACTERISTICS,
        _("Form"),
        _("Text, audio or video first, where there is a choice."),
        Account("form", Dimension.PREFERENCES, Source.DECLARED),
        _("You like answers as: %(value)s."),
    ),
    Spec(
        "reads",
        Facet.CHARACTERISTICS,
        _("Language of reading"),
        _("Answers in the language that you really open come first."),
        Leading("reads", OPENING),
        LANGUAGES,
    ),
    Spec(
        "types",
        Facet.CHARACTERISTICS,
        _("Language of searching"),
        _("Databases and search terms in that language are suggested."),
        Leading("types", SEARCHING),
        {"en": _("You mostly search in English."), "zh-hans": _("You mostly search in Chinese.")},
    ),
    Spec(
        "both_languages",
        Facet.CHARACTERISTICS,
        _("Two languages"),
        _("Nothing is left out because of its language."),
        Follows(
            both_languages,
            of_kinds(*OPENING),
            "opened, useful, answered, cited",
            "180 days after the last sign",
            "1 - exp(-decayed sum / 3), where each language has a quarter or more",
        ),
        {"yes": _("You read both English and Chinese.")},
    ),
    Spec(
        "used_form",
        Facet.CHARACTERISTICS,
        _("Form that is used"),
        _("The form that you really open comes first."),
        Leading("form", OPENING),
        {
            "text": _("You mostly read."),
            "audio": _("You mostly listen."),
            "video": _("You mostly watch."),
        },
    ),
    Spec(
        "device",
        Facet.CHARACTERISTICS,
        _("Device"),
        _("Short answers and large type on a phone, files and tables on a computer."),
        Leading("device", DOING, under=Dimension.PREFERENCES),
        {
            "phone": _("You are mostly here on a phone."),
            "tablet": _("You are mostly here on a tablet."),
            "computer": _("You are mostly here on a computer."),
        },
    ),
    Spec(
        "craft",
        Facet.CHARACTERISTICS,
        _("Exact searching"),
        _("Whether help with search terms, or with finer tools, is offered."),
        Split("craft", SEARCHING, names=("practised", "practised", "plain"), bounds=(0.5, 0.15)),
        {
            "practised": _("You search with quotation marks, fields or operators."),
            "plain": _("You search with plain words."),
        },
    ),
    Spec(
        "phrase",
        Facet.CHARACTERISTICS,
        _("Questions or keywords"),
        _("Answers to questions first, or titles and databases first."),
        Split("phrase", SEARCHING, yes=frozenset(["question"]), names=("questions", "", "words")),
        {
            "questions": _("You search by asking whole questions."),
            "words": _("You search by keywords."),
        },
    ),
    Spec(
        "finds",
        Facet.CHARACTERISTICS,
        _("Finding"),
        _("Whoever seldom finds is offered a person sooner."),
        Split("found", SEARCHING, names=("mostly", "sometimes", "seldom")),
        {
            "mostly": _("You mostly find what you search for here."),
            "sometimes": _("You find about half of what you search for here."),
            "seldom": _("You seldom find what you search for here."),
        },
    ),
    Spec(
        "literacy",
        Facet.CHARACTERISTICS,
        _("Practice in searching"),
        _("How much an answer explains on the way."),
        Follows(
            literacy,
            of_kinds(SignalKind.SEARCHED, SignalKind.CITED),
            "searched, cited",
            "180 days after the last search",
            "1 - exp(-decayed searches / 3); held from 4 searches",
        ),
        {
            "expert": _("You know how to search and cite."),
            "practised": _("You have some practice in searching."),
            "learning": _("You are finding out how to search."),
        },
    ),
    Spec(
        "medium",
        Facet.CHARACTERISTICS,
        _("Way of asking"),
        _("That way to ask is offered first."),
        Leading("medium", (SignalKind.ASKED,), least=2.0),
        {
            "web": _("You mostly ask on these pages."),
            "chat": _("You mostly ask in the chat."),
            "mail": _("You mostly ask by mail."),
            "wechat": _("You mostly ask on WeChat."),
            "phone": _("You mostly ask by phone."),
            "desk": _("You mostly ask at the desk."),
        },
    ),
    Spec(
        "style",
        Facet.CHARACTERISTICS,
        _("Citation style"),
        _("Citations are shown in that style first."),
        Leading("style", (SignalKind.CITED,), least=1.0, needed=0.2),
        {
            "gbt7714": _("You cite by GB/T 7714."),
            "apa": _("You cite by APA."),
            "mla": _("You cite by MLA."),
            "ris": _("You take citations into a reference manager."),
        },
    ),
    Spec(
        "hours",
        Facet.CHARACTERISTICS,
        _("Time of day"),
        _("What is sent to you comes at that time."),
        Leading("hour", DOING, least=6.0),
        {
            "early": _("You are mostly here early in the morning."),
            "morning": _("You are mostly here in the morning."),
            "afternoon": _("You are mostly here in the afternoon."),
            "evening": _("You are mostly here in the evening."),
            "night": _("You are mostly here at night."),
        },
    ),
    Spec(
        "days",
        Facet.CHARACTERISTICS,
        _("Days of the week"),
        _("The weekly letter comes before those days."),
        Split("days", DOING, yes=frozenset(["weekend"]), names=("weekend", "all_week", "weekdays"), bounds=(0.6, 0.1)),
        {
            "weekend": _("You are mostly here at weekends."),
            "all_week": _("You are here on weekdays and at weekends."),
            "weekdays": _("You are mostly here on weekdays."),
        },
    ),
    Spec(
        "grade",
        Facet.CHARACTERISTICS,
        _("Depth of what is opened"),
        _("Answers of that depth come first."),
        Leading("grade", OPENING),
        {
            "primary": _("You mostly open sources themselves."),
            "secondary": _("You mostly open finding aids and lists."),
            "knowledge": _("You mostly open worked-out answers."),
            "intelligence": _("You mostly open reports and analyses."),
        },
    ),
)
