"""The policy's rules, each alone."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from foreword.kernel.clock import now
from foreword.push.policy import (
    LEAST,
    MOST,
    OF_A_TOPIC,
    THRESHOLD,
    WEAK,
    History,
    Offer,
    Past,
    choose,
    on_scale,
    permitted,
)

AT = now()
DIMENSIONS = ("searches", "reading", "questions", "place", "profile", "")


def reason(dimension: str) -> dict:
    return {"code": "opened", "dimension": dimension, "params": {}}


def offer(key: str = "a", *, topic: str = "t", score: float = 0.9, dimension: str = "reading", **fields) -> Offer:
    return Offer("entry", key, topic, score, ((1.0, reason(dimension)),), **fields)


def past(key: str = "a", *, topic: str = "t", outcome: str = "", days: float = 1, seen: bool = True) -> Past:
    at = AT - timedelta(days=days)
    return Past("entry", key, topic, outcome, at, at if seen else None)


def chosen(offers, *pasts) -> list[str]:
    return [each.key for each in choose(offers, History(pasts), at=AT)]


def test_nothing_personal_below_the_threshold():
    assert chosen([offer(score=THRESHOLD - 0.01)]) == []


def test_one_in_five_lies_on_the_threshold_and_one_in_twenty_on_the_weakest():
    assert [on_scale(p) for p in (0.0, 1.0)] == [0.0, 1.0]
    assert on_scale(0.20) == pytest.approx(THRESHOLD)
    assert on_scale(0.05) == pytest.approx(WEAK)


def test_what_was_seen_rests_for_fourteen_days():
    assert chosen([offer()], past(days=13)) == []
    assert chosen([offer()], past(days=15)) == ["a"]


def test_what_was_never_seen_need_not_rest():
    assert chosen([offer()], past(days=1, seen=False)) == ["a"]


def test_what_stands_stays_although_seen():
    assert chosen([offer(standing="d")], past(days=1)) == ["a"]


def test_what_was_dismissed_is_gone_for_good():
    assert chosen([offer()], past(outcome="dismissed", days=400)) == []


def test_two_dismissals_mute_a_topic_for_ninety_days():
    two = [past("x", outcome="dismissed", days=80), past("y", outcome="dismissed", days=2)]
    assert chosen([offer("new")], *two) == []
    assert chosen([offer("new")], two[0]) == ["new"]
    assert chosen([offer("new")], past("x", outcome="dismissed", days=91), two[1]) == ["new"]


def test_public_answers_only_fill_up_to_three():
    public = [offer(f"p{n}", topic=f"t{n}", dimension="", score=0.1) for n in range(9)]
    assert len(chosen(public)) == LEAST
    personal = [offer(f"o{n}", topic=f"s{n}") for n in range(4)]
    assert chosen(public + personal) == ["o0", "o1", "o2", "o3"]


def test_a_reason_that_is_not_allowed_is_not_used():
    assert permitted(offer(dimension="reading"), frozenset(["searches"])) is None
    both = Offer("entry", "a", "t", 0.9, ((1.0, reason("reading")), (1.0, reason("searches"))))
    assert permitted(both, frozenset(["searches"])).dimensions == {"searches"}


def test_a_weak_reason_is_not_told():
    mixed = Offer("entry", "a", "t", 0.9, ((1.0, reason("reading")), (0.1, reason("searches"))))
    assert mixed.dimensions == {"reading"}


offers = some.lists(
    some.builds(
        Offer,
        kind=some.just("entry"),
        key=some.text("abcdef", min_size=1, max_size=2),
        topic=some.sampled_from(["", "t", "u", "v", "w"]),
        score=some.floats(0, 1),
        reasons=some.lists(
            some.tuples(some.floats(0.01, 1), some.sampled_from(DIMENSIONS).map(reason)), min_size=1, max_size=4
        ).map(tuple),
    ),
    max_size=40,
)


@given(offers=offers, agreed=some.sets(some.sampled_from(DIMENSIONS[:-1])))
def test_p06_whatever_is_offered_stays_within_consent_and_caps(offers, agreed):
    allowed = [each for given in offers if (each := permitted(given, frozenset(agreed)))]
    result = choose(allowed, History(), at=AT)
    assert len(result) <= MOST
    assert all(each.told for each in result)
    assert all(each.dimensions <= agreed for each in result)
    topics = [each.topic for each in result if each.topic]
    assert all(topics.count(topic) <= OF_A_TOPIC for topic in topics)
    assert len({each.identity for each in result}) == len(result)
