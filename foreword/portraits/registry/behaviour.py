"""Behaviour: what somebody has been looking for here, and how much they use the library."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Facet
from foreword.portraits.interest import CONTRIBUTES, CONTRIBUTOR, ITEM_HALF_LIFE, UNUSED, confidence, level
from foreword.portraits.models import LEVEL, SignalKind
from foreword.portraits.registry.methods import Amount, Each, Follows, Leading, Split, merged, of_kinds
from foreword.portraits.registry.spec import Drawn, Facts, Spec, from_sums

ABOUT = (
    SignalKind.SEARCHED,
    SignalKind.OPENED,
    SignalKind.DWELT,
    SignalKind.ASKED,
    SignalKind.FOUND_USEFUL,
    SignalKind.ANSWERED,
    SignalKind.CITED,
    SignalKind.SHARED,
)
OPENING = (SignalKind.OPENED, SignalKind.FOUND_USEFUL, SignalKind.ANSWERED, SignalKind.CITED)
BORROWING = (SignalKind.BORROWED,)
HABITS: Final = 12
"""The most pages that are held as places somebody returns to."""
DAYS_APART: Final = 2
OPEN_FOR: Final = timedelta(days=14)
FOLLOWED: Final = timedelta(hours=1)


def habits(key: str, facts: Facts) -> Iterable[Drawn]:
    """Pages opened on two days or more within the last thirty."""
    days: dict[str, set[str]] = {}
    opened = [signal for signal in facts.signals if signal.kind in OPENING and signal.item]
    for signal in opened:
        days.setdefault(signal.item, set()).add(localdate(signal.at).isoformat())
    often = sorted(
        (item for item, on in days.items() if len(on) >= DAYS_APART), key=lambda each: (-len(days[each]), each)
    )
    for item in often[:HABITS]:
        total = facts.ledger.of(f"item.{item}")
        score = total.score()
        yield from_sums(
            key + item, item, [total], score=score, confidence=confidence(score), expires_at=total.at + ITEM_HALF_LIFE
        )


def reader_level(key: str, facts: Facts) -> Iterable[Drawn]:
    """All interests together; and whoever writes for others is a contributor."""
    interests = sorted(facts.of_family("interest."), key=lambda each: each.key)
    total = sum(each.score for each in interests)
    shared = facts.ledger.get("act.shared")
    gives = shared.score() * 3.0 if shared else 0.0
    value = CONTRIBUTOR if gives >= CONTRIBUTES else level(total)
    if not value:
        return
    known = [held for each in interests if (held := facts.ledger.get(f"topic.{each.value}"))]
    given = [shared] if shared and value == CONTRIBUTOR else []
    sums = [*known, *given]
    latest = max(sums, key=lambda each: (each.at, each.counter))
    yield Drawn(
        key,
        value,
        tuple(sorted({name for each in sums for name in each.dimensions})),
        score=max(total, gives),
        confidence=confidence(max(total, gives)),
        evidence=tuple(latest.evidence),
        # What was written for others speaks for its topics too: it is one thing all the same.
        grounds={**merged(each.kinds for each in known), **(given[0].kinds if given else {})},
        first_at=min(each.first_at for each in sums),
        at=latest.at,
        expires_at=latest.at + UNUSED,
    )


def unanswered(key: str, facts: Facts) -> Iterable[Drawn]:
    """Searches that found nothing and after which nothing was opened."""
    opened = [signal.at for signal in facts.signals if signal.kind in OPENING]
    left = [
        signal
        for signal in facts.signals
        if signal.kind == SignalKind.SEARCHED
        and signal.hits == 0
        and signal.at > facts.at - OPEN_FOR
        and not any(signal.at <= at <= signal.at + FOLLOWED for at in opened)
    ]
    if left:
        yield Drawn(
            key,
            str(len(left)),
            (left[0].dimension,),
            score=float(len(left)),
            evidence=tuple(signal.pid for signal in left[:5]),
            grounds={SignalKind.SEARCHED.value: len(left)},
            first_at=left[-1].at,
            at=left[0].at,
            expires_at=left[0].at + OPEN_FOR,
        )


OFTEN = ((6.0, "much"), (1.0, "some"))

SPECS: Final = (
    Spec(
        "interest.",
        Facet.BEHAVIOUR,
        _("Interest in a topic"),
        _("Answers and guides on the topic come to you."),
        Each("topic", ABOUT),
        _("Interested in “%(value)s”."),
    ),
    Spec(
        "field.",
        Facet.BEHAVIOUR,
        _("Interest in a field"),
        _("Databases and guides of the field come to you, never a list of what you borrowed."),
        Each("field", (SignalKind.BORROWED, SignalKind.ENROLLED), floor=1.0),
        _("You borrow or study: %(value)s."),
    ),
    Spec(
        "habit.",
        Facet.BEHAVIOUR,
        _("Place of return"),
        _("It is put where you find it again without searching."),
        Follows(
            habits,
            of_kinds(*OPENING),
            "opened, useful, answered, cited, on two days or more",
            "45 days after the last visit",
            "1 - exp(-decayed visits / 3)",
            timedelta(days=45),
        ),
        _("You come back to “%(value)s”."),
    ),
    Spec(
        LEVEL,
        Facet.BEHAVIOUR,
        _("Level of use"),
        _("First steps, guides, or what researchers need."),
        Follows(
            reader_level,
            of_kinds(*ABOUT, SignalKind.BORROWED),
            "all interests, what is written for others",
            "180 days after the last sign",
            "1 - exp(-sum of interests / 3); 3, 7 and 24 make a level, two contributions a contributor",
        ),
        {
            "newcomer": _("You are finding your way about the library."),
            "regular": _("You are at home in the library."),
            "researcher": _("You work with the library in depth."),
            "contributor": _("You work with the library and help others in it."),
        },
    ),
    Spec(
        "activity",
        Facet.BEHAVIOUR,
        _("Use of these pages"),
        _("How many answers a week are put before you."),
        Amount(
            "act",
            ABOUT,
            counters=tuple(f"act.{kind.value}" for kind in ABOUT),
            steps=((40.0, "daily"), (10.0, "weekly"), (2.0, "seldom")),
        ),
        {
            "daily": _("You are here almost every day."),
            "weekly": _("You are here every week."),
            "seldom": _("You are here now and then."),
        },
    ),
    Spec(
        "asks",
        Facet.BEHAVIOUR,
        _("Questions"),
        _("Your librarian for the subject is named beside an answer."),
        Amount("act", (SignalKind.ASKED,), counters=("act.asked",), steps=((3.0, "often"), (0.5, "sometimes"))),
        {"often": _("You ask librarians often."), "sometimes": _("You have asked a librarian.")},
    ),
    Spec(
        "borrows",
        Facet.BEHAVIOUR,
        _("Loans"),
        _("What concerns loans reaches whoever borrows."),
        Amount("loan", BORROWING, counters=("loan.loan",), steps=OFTEN),
        {"much": _("You borrow a lot."), "some": _("You borrow now and then.")},
    ),
    Spec(
        "renews",
        Facet.BEHAVIOUR,
        _("Renewals"),
        _("The due date comes with the way to renew."),
        Split("loan", BORROWING, yes=frozenset(["renewal"]), names=("often", "", ""), bounds=(0.35, 0.0), least=3.0),
        {"often": _("You often renew what you borrow.")},
    ),
    Spec(
        "waits",
        Facet.BEHAVIOUR,
        _("Holds"),
        _("Other ways to the same text are offered while you wait."),
        Amount("loan", BORROWING, counters=("loan.hold",), steps=((0.5, "yes"),)),
        {"yes": _("You wait for something that is lent out.")},
    ),
    Spec(
        "cites",
        Facet.BEHAVIOUR,
        _("Citing"),
        _("Help with references and reference managers."),
        Amount("act", (SignalKind.CITED,), counters=("act.cited",), steps=((3.0, "often"), (0.5, "sometimes"))),
        {"often": _("You often take citations along."), "sometimes": _("You have taken a citation along.")},
    ),
    Spec(
        "content",
        Facet.BEHAVIOUR,
        _("Satisfaction"),
        _("After poor answers a person looks first."),
        Split("stars", (SignalKind.RATED,), yes=frozenset(["high"]), names=("yes", "mixed", "no"), least=2.0),
        {
            "yes": _("The answers of our librarians helped you."),
            "mixed": _("The answers of our librarians helped you sometimes."),
            "no": _("The answers of our librarians seldom helped you."),
        },
    ),
    Spec(
        "shelf",
        Facet.BEHAVIOUR,
        _("Kind of page"),
        _("Answers, guides or books first."),
        Leading("shelf", OPENING),
        {
            "entry": _("You mostly open answers."),
            "product": _("You mostly open guides and media."),
            "record": _("You mostly open books and journals."),
            "thread": _("You mostly open what readers discuss."),
        },
    ),
    Spec(
        "unanswered",
        Facet.BEHAVIOUR,
        _("Open searches"),
        _("You hear when there is an answer to them."),
        Follows(
            unanswered, of_kinds(SignalKind.SEARCHED), "searched", "14 days after the search", "1: they are counted"
        ),
        _("Searches of the last two weeks that found nothing: %(value)s."),
    ),
)
