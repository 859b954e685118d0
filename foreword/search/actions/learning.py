"""Every night: what the last weeks of use say about documents and rankers; then visits are cut loose."""

from collections import defaultdict
from datetime import datetime, time
from itertools import groupby
from typing import Final

from django.db import transaction
from django.utils.timezone import make_aware

from foreword.kernel.clock import now, today
from foreword.kernel.ids import new_public_id
from foreword.search.actions.indexing import mark_changed
from foreword.search.learning.clicks import Doc, Shown, nudges, propensities
from foreword.search.learning.interleaving import Team, winner
from foreword.search.models import FailedSearch, Followed, LearnedPrior, RankerTrial, SearchEvent, SearchUse

LEAST_CHANGE: Final = 0.05
"""A smaller step is not worth reading a document again for."""
STRONG: Final = (Followed.ANSWERED, Followed.CITED, Followed.ENDORSED)
LOOSE: Final = "~"
"""How a visit begins that no longer leads to anybody."""


def learn() -> int:
    """Count the votes of rankers on trial, learn priors, cut visits loose; how many priors moved."""
    midnight = make_aware(datetime.combine(today(), time.min))
    for trial in RankerTrial.objects.running():
        count_votes(trial=trial, until=midnight)
    moved = _keep_priors(_learned())
    cut_loose(until=midnight)
    return moved


def _learned() -> dict[Doc, float]:
    log = list(_log())
    return nudges(log, propensities(log), _strong())


def _log() -> list[Shown]:
    moment = now()
    opened = {(use.search_id, use.kind, use.key) for use in SearchUse.objects.filter(what=Followed.OPENED)}
    log = []
    for event in SearchEvent.objects.order_by("pk").iterator(chunk_size=1000):
        age = (moment - event.at).total_seconds() / 86_400
        for place, (kind, key, _team) in enumerate(event.shown, start=1):
            clicked = (event.pk, kind, key) in opened
            # An answer that stands open on the page is read there: not clicking it says nothing against it.
            if clicked or not (place == 1 and event.verdict == "answer"):
                log.append(Shown(event.query, (kind, key), place, clicked, age))
    return log


def _strong() -> list[tuple[Doc, str, float]]:
    """One visit says once that a document answered, however often it says so."""
    moment = now()
    uses = SearchUse.objects.filter(what__in=STRONG).select_related("search").order_by("at")
    said = {(use.search.visit if use.search else f"#{use.pk}", use.kind, use.key, use.what): use.at for use in uses}
    return [
        ((kind, key), what, (moment - at).total_seconds() / 86_400) for (_visit, kind, key, what), at in said.items()
    ]


@transaction.atomic
def _keep_priors(learned: dict[Doc, float]) -> int:
    known = {(prior.kind, prior.key): prior for prior in LearnedPrior.objects.all()}
    moved = 0
    for kind, key in {*known, *learned}:
        value, before = learned.get((kind, key), 0.0), known.get((kind, key))
        if abs(value - (before.value if before else 0.0)) < LEAST_CHANGE:
            continue
        defaults = {"value": value, "learned_at": now()}
        LearnedPrior.objects.update_or_create(kind=kind, key=key, defaults=defaults)
        mark_changed(kind=kind, key=key)
        moved += 1
    return moved


@transaction.atomic
def count_votes(*, trial: RankerTrial, until: datetime) -> RankerTrial:
    """One voice for each visit: whose hits it opened more of. Each visit is counted once, when its day is over."""
    events = SearchEvent.objects.filter(trial=trial, at__gte=trial.counted_until, at__lt=until)
    for _visit, pages in groupby(events.order_by("visit", "pk").prefetch_related("uses"), key=lambda each: each.visit):
        clicked = [team for event in pages for team in _teams_opened(event)]
        if not clicked:
            continue
        won = winner(clicked)
        trial.wins += won == "challenger"
        trial.losses += won == "house"
        trial.ties += won is None
    trial.counted_until = max(until, trial.counted_until)
    trial.save()
    return trial


def _teams_opened(event: SearchEvent) -> list[Team]:
    teams = {(kind, key): team for kind, key, team in event.shown}
    opened = {(use.kind, use.key) for use in event.uses.all() if use.what in {Followed.OPENED, Followed.ANSWERED}}
    return [team for doc in opened if (team := teams.get(doc, "")) in {"house", "challenger"}]


@transaction.atomic
def cut_loose(*, until: datetime) -> int:
    """Replace the visits of days gone by with chance: what belongs together stays so, and leads to nobody."""
    old = SearchEvent.objects.filter(at__lt=until).exclude(visit="").exclude(visit__startswith=LOOSE)
    pages: dict[str, list[int]] = defaultdict(list)
    for pk, visit in old.values_list("pk", "visit"):
        pages[visit].append(pk)
    for keys in pages.values():
        SearchEvent.objects.filter(pk__in=keys).update(visit=LOOSE + new_public_id())
    for failed in FailedSearch.objects.filter(at__lt=until).exclude(visit__startswith=LOOSE).only("pk"):
        FailedSearch.objects.filter(pk=failed.pk).update(visit=LOOSE + new_public_id())
    return len(pages)
