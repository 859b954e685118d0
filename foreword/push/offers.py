"""From candidates to offers: scored, with their reasons, ready for the policy."""

from datetime import timedelta

from django.core.cache import cache

from foreword.kernel.clock import now, today
from foreword.people.models import Person
from foreword.people.queries import consented
from foreword.portraits.models import LEVEL, NOT_TRUE, Trait
from foreword.push.candidates import Candidate, Pool, add_public, candidates_for
from foreword.push.learned_offers import learned_offers
from foreword.push.models import Delivery, Season
from foreword.push.policy import LASTS, Offer
from foreword.push.rank import Taste, score

PUBLIC_FOR = timedelta(seconds=60)
"""How long what concerns everybody is reckoned for: it is on every first page."""


def offers_for(person: Person) -> list[Offer]:
    agreed = consented(person)
    taste = _taste(person, agreed)
    by_hand = [_offer(candidate, taste) for candidate in candidates_for(person, agreed)]
    return _likelier(by_hand, learned_offers(person, agreed))


def _likelier(by_hand: list[Offer], learned: list[Offer]) -> list[Offer]:
    """Each item once: as what says more for it. A need that is met stays told even where habit says more."""
    found = {offer.identity: offer for offer in by_hand}
    for offer in learned:
        other = found.get(offer.identity)
        if other is None or (offer.score > other.score and not other.need):
            found[offer.identity] = offer
    return list(found.values())


def public_offers() -> list[Offer]:
    """What the season and many readers call for, best first: the same list for everybody (trust.md P5)."""
    seasons = ",".join(str(pk) for pk in Season.objects.current().values_list("pk", flat=True).order_by("pk"))
    key = f"push.public:{today()}:{seasons}"
    offers: list[Offer] | None = cache.get(key)
    if offers is None:
        pool = Pool()
        add_public(pool)
        offers = sorted((_offer(each, Taste()) for each in pool.all()), key=lambda offer: (-offer.score, offer.key))
        cache.set(key, offers, PUBLIC_FOR.total_seconds())
    return offers


def _offer(candidate: Candidate, taste: Taste) -> Offer:
    personal = any(reason["dimension"] for _, reason in candidate.reasons)
    expires = candidate.need.expires_at if candidate.need else None
    return Offer(
        kind=candidate.item.kind,
        key=candidate.item.key,
        topic=candidate.item.topic,
        # What is shown to everybody is ordered for everybody: no taste.
        score=score(candidate, taste if personal else Taste()),
        reasons=tuple(candidate.reasons),
        need=candidate.need.pid if candidate.need else "",
        season=_season(candidate),
        expires_at=min(expires, now() + LASTS) if expires else now() + LASTS,
    )


def _season(candidate: Candidate) -> str:
    return next((reason["params"]["season"] for _, reason in candidate.reasons if "season" in reason["params"]), "")


def _taste(person: Person, agreed: frozenset[str]) -> Taste:
    traits = {
        trait.key: trait.value
        for trait in Trait.objects.filter(person=person).in_use()
        if agreed.issuperset(trait.dimensions) and trait.value != NOT_TRUE
    }
    pushed = Delivery.objects.filter(person=person, seen_at__isnull=False).values_list("kind", "key")
    return Taste(
        kind=traits.get("kind", ""),
        discipline=traits.get("discipline", ""),
        language="" if "both_languages" in traits else traits.get("reads") or traits.get("language", ""),
        level=traits.get(LEVEL, ""),
        form=traits.get("used_form") or traits.get("form", ""),
        seen=frozenset(pushed),
    )
