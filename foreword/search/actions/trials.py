"""A change must win before it is the default: a challenger is tried on some readers, and adopted if it won."""

from typing import Final

from django.db import transaction

from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.search.actions.learning import count_votes
from foreword.search.learning.interleaving import sign_test
from foreword.search.models import RankerTrial
from foreword.search.trials import forget_standing, house_ranker, rankers

ENOUGH_VISITS: Final = 100
"""Visits with a preference, before a win is believed."""
SIGNIFICANT: Final = 0.05


class RankerRefused(Exception):
    pass


class NoSuchRanker(RankerRefused):
    pass


class TrialIsRunning(RankerRefused):
    pass


class HasNotWon(RankerRefused):
    pass


@transaction.atomic
def try_ranker(*, name: str, share: float = 0.2) -> RankerTrial:
    """Let `name` share the page of that share of readers' searches with the ranker in use."""
    house = house_ranker()
    if name not in rankers() or name == house:
        raise NoSuchRanker(f"{name!r} is none, or in use already; there are {', '.join(rankers())}")
    running = RankerTrial.objects.select_for_update().running().first()
    if running is not None:
        raise TrialIsRunning(f"{running} is on trial since {running.started_at:%Y-%m-%d}; stop it first")
    transaction.on_commit(forget_standing)
    return RankerTrial.objects.create(house=house, challenger=name, share=min(max(share, 0.0), 1.0))


@transaction.atomic
def stop_trial() -> RankerTrial | None:
    """End the trial that runs, with today's visits counted."""
    running = RankerTrial.objects.select_for_update().running().first()
    if running is not None:
        count_votes(trial=running, until=now())
        running.stopped_at = now()
        running.save(update_fields=["stopped_at"])
        transaction.on_commit(forget_standing)
    return running


@transaction.atomic
def adopt_ranker(*, name: str) -> RankerTrial:
    """Make the winner of its last trial the ranker in use. Raises HasNotWon."""
    trial = RankerTrial.objects.filter(challenger=name).order_by("-started_at").first()
    if trial is None or trial.house != house_ranker():
        raise HasNotWon(f"{name!r} has not been tried against {house_ranker()!r}")
    why = standing(trial)
    if why:
        raise HasNotWon(f"{name!r} has not won: {why}")
    trial.stopped_at = trial.stopped_at or now()
    trial.adopted_at = now()
    trial.save(update_fields=["stopped_at", "adopted_at"])
    transaction.on_commit(forget_standing)
    AuditEntry.write(actor="", action="search.adopted", target=f"search.rankertrial:{trial.pid}")
    return trial


def standing(trial: RankerTrial) -> str:
    """What keeps it from having won; nothing where it has."""
    decided = trial.wins + trial.losses
    p = sign_test(trial.wins, trial.losses)
    if decided < ENOUGH_VISITS:
        return f"{decided} visits with a preference, {ENOUGH_VISITS} are needed"
    if trial.wins <= trial.losses:
        return f"{trial.wins} visits for it, {trial.losses} against"
    return f"p = {p:.3f}, {SIGNIFICANT} is needed" if p >= SIGNIFICANT else ""
