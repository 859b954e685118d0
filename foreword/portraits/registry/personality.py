"""Personality: only what somebody says of themselves, or what they plainly do here. Never a verdict on anybody.

Where the reader has said it, nothing is looked for: a declaration silences the trait that would be seen.
"""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from foreword.people.models import Facet
from foreword.portraits.interest import UNUSED
from foreword.portraits.ledger import share
from foreword.portraits.models import SignalKind
from foreword.portraits.registry.methods import Amount, Follows, Said, Split, of_kinds
from foreword.portraits.registry.spec import Drawn, Facts, Spec, from_sums

ASKS_MUCH: Final = 0.3
ASKS_LITTLE: Final = 0.05
ENOUGH: Final = 8.0
"""Searches and questions together before anything is said of how somebody likes to be helped."""
MANY, FEW = 5, 2


def help_seen(key: str, facts: Facts) -> Iterable[Drawn]:
    """Whether questions to librarians are a large or a tiny part of what somebody looks for."""
    asked, searched = facts.ledger.get("act.asked"), facts.ledger.get("act.searched")
    if "help" in facts.stated or searched is None:
        return
    at = max(each.at for each in (asked, searched) if each)
    questions = asked.score(at) if asked else 0.0
    total = questions + searched.score(at)
    if total < ENOUGH:
        return
    part = questions / total
    value = "person" if part >= ASKS_MUCH else "self" if part <= ASKS_LITTLE else ""
    if value:
        sure = share(max(questions, total - questions), total)
        told = [each for each in (asked, searched) if each]
        yield from_sums(key, value, told, score=total, confidence=sure, expires_at=at + UNUSED)


def depth_seen(key: str, facts: Facts) -> Iterable[Drawn]:
    """Long stays say thorough, short ones brief."""
    if "answers" not in facts.stated:
        split = Split("stay", (SignalKind.DWELT,), yes=frozenset(["long"]), names=("thorough", "", "brief"), least=5)
        yield from split.draw(key, facts)


def novelty_seen(key: str, facts: Facts) -> Iterable[Drawn]:
    if "likes" not in facts.stated:
        split = Split("age", OPENING, yes=frozenset(["new"]), names=("new", "", "proven"), least=6)
        yield from split.draw(key, facts)


def variety(key: str, facts: Facts) -> Iterable[Drawn]:
    """Many interests, or one or two that all else hangs on."""
    interests = sorted(facts.of_family("interest."), key=lambda each: each.key)
    sums = [total for each in interests if (total := facts.ledger.get(f"topic.{each.value}"))]
    if sum(each.score for each in interests) < ENOUGH or not sums:
        return
    value = "wide" if len(interests) >= MANY else "deep" if len(interests) <= FEW else ""
    if value:
        at = max(each.at for each in sums)
        yield from_sums(key, value, sums, score=float(len(interests)), confidence=0.7, expires_at=at + UNUSED)


OPENING = (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED)
INTERESTED = of_kinds(SignalKind.SEARCHED, SignalKind.OPENED, SignalKind.ASKED, SignalKind.SHARED, SignalKind.BORROWED)
SILENT = "180 days after the last sign, or when the reader says"

SPECS: Final = (
    Spec(
        "answers",
        Facet.PERSONALITY,
        _("Length of answers"),
        _("Short answers or full ones come first."),
        Said(),
        {"brief": _("Short answers, you said."), "thorough": _("Thorough answers, you said.")},
    ),
    Spec(
        "help",
        Facet.PERSONALITY,
        _("Way of being helped"),
        _("Guides first, or a person first."),
        Said(),
        {
            "self": _("I find out by myself, you said."),
            "person": _("I would rather ask a person, you said."),
        },
    ),
    Spec(
        "likes",
        Facet.PERSONALITY,
        _("New or proven"),
        _("What is new, or what has stood the test, comes first."),
        Said(),
        {"new": _("Rather what is new, you said."), "proven": _("Rather what is proven, you said.")},
    ),
    Spec(
        "reminders",
        Facet.PERSONALITY,
        _("Reminders"),
        _("How long before a deadline you hear of it."),
        Said(),
        {"early": _("Remind me early, you said."), "late": _("Remind me shortly before, you said.")},
    ),
    Spec(
        "offers",
        Facet.PERSONALITY,
        _("Answers that come by themselves"),
        _("Whether an answer is offered where a search found nothing twice."),
        Said(),
        {
            "welcome": _("Offer me answers while I search, you said."),
            "no": _("Offer me nothing while I search, you said."),
        },
    ),
    Spec(
        "depth_seen",
        Facet.PERSONALITY,
        _("How long you read"),
        _("Short answers or full ones come first, until you say which."),
        Follows(
            depth_seen,
            of_kinds(SignalKind.DWELT),
            "dwelt",
            SILENT,
            "lower end (Wilson, 80 %) of the share of long or short stays; held from 5",
        ),
        {
            "thorough": _("You mostly read answers to the end."),
            "brief": _("You mostly take a quick look."),
        },
    ),
    Spec(
        "help_seen",
        Facet.PERSONALITY,
        _("Asking or searching"),
        _("Whether a person is offered at once or after the guides, until you say which."),
        Follows(
            help_seen,
            of_kinds(SignalKind.ASKED, SignalKind.SEARCHED),
            "asked, searched",
            SILENT,
            "lower end (Wilson, 80 %) of the share that prevails; held from 8 searches and questions",
        ),
        {"person": _("You often ask a librarian."), "self": _("You mostly find out by yourself.")},
    ),
    Spec(
        "novelty_seen",
        Facet.PERSONALITY,
        _("New or settled answers"),
        _("What is new, or what has stood the test, comes first, until you say which."),
        Follows(
            novelty_seen,
            of_kinds(*OPENING),
            "opened, useful, answered",
            SILENT,
            "lower end (Wilson, 80 %) of the share of new or settled answers; held from 6",
        ),
        {"new": _("You mostly open what is new."), "proven": _("You mostly open what has been here for long.")},
    ),
    Spec(
        "variety",
        Facet.PERSONALITY,
        _("Breadth"),
        _("How far from your interests an answer may lie."),
        Follows(variety, INTERESTED, "interests", "180 days after the last sign", "0.7: a count of interests"),
        {"wide": _("You look into many topics."), "deep": _("You stay with one or two topics.")},
    ),
    Spec(
        "welcome",
        Facet.PERSONALITY,
        _("Welcome of answers"),
        _("Whoever finds them useful is sent more, whoever does not is sent less."),
        Split(
            "verdict",
            (SignalKind.FOUND_USEFUL, SignalKind.DISMISSED, SignalKind.IGNORED),
            yes=frozenset(["useful"]),
            names=("glad", "mixed", "sparing"),
        ),
        {
            "glad": _("Most answers that came to you were useful."),
            "mixed": _("Some answers that came to you were useful."),
            "sparing": _("Few answers that came to you were useful."),
        },
    ),
    Spec(
        "shares",
        Facet.PERSONALITY,
        _("Taking part"),
        _("Questions of other readers that you could answer are shown to you."),
        Amount("act", (SignalKind.SHARED,), counters=("act.shared",), steps=((4.0, "often"), (1.0, "sometimes"))),
        {
            "often": _("You often write for other readers."),
            "sometimes": _("You have written for other readers."),
        },
    ),
)
