"""A job that does many things: one that fails keeps none of the others waiting."""

from foreword.desk.story import each_alone


def test_what_fails_is_passed_over(caplog):
    done = [each_alone(lambda number=number: bool(10 // number)) for number in (1, 0, 2)]
    assert done == [True, False, True]
    assert "failed for one of many" in caplog.text
