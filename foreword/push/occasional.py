"""What occasions offer to one reader, ready for the policy."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Count, Q

from foreword.kernel.clock import ago, now, today
from foreword.people.models import Person
from foreword.portraits.terms import morning_after
from foreword.push.audience import Fact, is_on, known_of, met
from foreword.push.models import Delivery, Event, Occasion, Outcome, Season
from foreword.push.policy import LASTS, Offer, Reason, on_scale
from foreword.push.shelf import Item, shelf

OFFERED: Final = 6
NEW_FOR: Final = timedelta(days=14)
BELIEVED: Final = (2.0, 10.0)
"""Before anybody has seen it, an occasion is believed to be used twice in ten times; then its own figures count."""
JUDGED_AFTER: Final = 3
KEPT_SECONDS: Final = 600
LIKED: Final = Q(outcome__in=[Outcome.USEFUL, Outcome.ASKED]) | Q(outcome="", opened_at__isnull=False)


def current_occasions() -> list[Occasion]:
    approved = list(Occasion.objects.approved().order_by("pk"))
    if not approved:
        return []
    seasons = set(Season.objects.current().values_list("key", flat=True))
    return [each for each in approved if is_on(each, seasons, today())]


def kept_worths(occasions: Sequence[Occasion]) -> dict[int, float]:
    """The same for every refresh of ten minutes: each would count all that was ever given."""
    key = "push.worths:" + ",".join(str(each.pk) for each in occasions)
    kept: dict[int, float] | None = cache.get(key)
    if kept is None:
        kept = worths(occasions)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def worths(occasions: Iterable[Occasion]) -> dict[int, float]:
    """How likely what each of them offers is used: of what reached its readers three days ago or more."""
    reached = Q(seen_at__lt=ago(days=JUDGED_AFTER)) | Q(sent_at__lt=ago(days=JUDGED_AFTER)) | ~Q(outcome="")
    rows = Delivery.objects.filter(reached, occasion__in=[each.pk for each in occasions]).values("occasion")
    counted = {row["occasion"]: row for row in rows.annotate(n=Count("pk"), liked=Count("pk", filter=LIKED))}
    used, of = BELIEVED
    return {
        each.pk: (counted.get(each.pk, NOTHING)["liked"] + used) / (counted.get(each.pk, NOTHING)["n"] + of)
        for each in occasions
    }


NOTHING: Final = {"n": 0, "liked": 0}


def occasional_offers(person: Person, agreed: frozenset[str]) -> list[Offer]:
    occasions = current_occasions()
    if not occasions:
        return []
    known = known_of([person], occasions)[person.pk]
    worth = kept_worths(occasions)
    found: list[Offer] = []
    for occasion in occasions:
        facts = met(occasion, known, agreed)
        if facts is not None:
            found += offers_of(occasion, facts, known, worth[occasion.pk])
    return found


def offers_of(occasion: Occasion, facts: Sequence[Fact], known: Sequence[Fact], worth: float) -> list[Offer]:
    """Up to six, the most wanted first; nothing that was written for another kind of reader."""
    reasons = _reasons(occasion, facts)
    stands_on = frozenset(name for fact in facts for name in fact.dimensions)
    kind = next((fact.value for fact in known if fact.key == "kind"), "")
    return [
        Offer(
            kind=item.kind,
            key=item.key,
            topic=item.topic,
            score=max(on_scale(worth) - 0.0001 * place, 0.0),
            reasons=tuple((1.0, reason) for reason in reasons),
            season=occasion.season,
            expires_at=_until(occasion),
            occasion=occasion.pid,
            slots=occasion.slots,
            stands_on=stands_on,
        )
        for place, item in enumerate(_items(occasion, facts, kind)[:OFFERED])
    ]


def _items(occasion: Occasion, facts: Sequence[Fact], kind: str) -> list[Item]:
    """Those that it names, in its order; then those of its topics and of its season."""
    stock = shelf()
    named = [(each_kind, key) for each_kind, _, key in (each.partition(":") for each in occasion.items)]
    by_key = stock.of_keys(named)
    chosen = [by_key[key] for key in named if key in by_key]
    if occasion.event == Event.FIELD:
        chosen += [item for item in stock.items if _is_new_in(item, facts)]
    elif occasion.topics:
        chosen += [item for item in stock.of_topics(occasion.topics) if not occasion.season or _suits(item, occasion)]
    elif occasion.season and not chosen:
        chosen += [item for item in stock.items if occasion.season in item.seasons]
    fit = [item for item in chosen if not kind or not item.audience or kind in item.audience]
    return list(dict.fromkeys(fit))


def _suits(item: Item, occasion: Occasion) -> bool:
    """In a season, of a topic only what is for that season or for none in particular."""
    return not item.seasons or occasion.season in item.seasons


def _is_new_in(item: Item, facts: Sequence[Fact]) -> bool:
    fields = [fact.value for fact in facts if fact.key == "discipline" or fact.key.startswith("field.")]
    fresh = item.published_at is not None and now() - item.published_at < NEW_FOR
    return fresh and bool(item.clc) and any(item.clc.startswith(each) for each in fields)


def _reasons(occasion: Occasion, facts: Sequence[Fact]) -> list[Reason]:
    """In the occasion's own words, once for each source that it stands on; and of a loan, the day."""
    params: dict[str, Any] = {"occasion": occasion.pid}
    sources = sorted({name for fact in facts for name in fact.dimensions}) or [""]
    told = [{"code": "occasion", "dimension": source, "params": params} for source in sources]
    due = [fact for fact in facts if fact.key == "loan_due"]
    return [
        *({"code": "due", "dimension": min(fact.dimensions), "params": {"on": fact.value}} for fact in due),
        *told,
    ]


def _until(occasion: Occasion) -> datetime:
    ends = now() + min(timedelta(days=occasion.lasts_days), LASTS)
    return min(ends, morning_after(occasion.ends_on)) if occasion.ends_on else ends
