"""P13: whatever has a term in the register is gone, or empty, when it has passed; and not a day before."""

from datetime import timedelta

import pytest

from foreword.kernel.clock import now
from foreword.kernel.privacy import Erase, Record, register
from foreword.kernel.retention import date_of, sweep
from foreword.portraits.tests.test_promises_erasure import MARK, make, plant

pytestmark = pytest.mark.django_db

KEPT_FOR_A_TIME = [each for each in register() if each.retention is not None and each.erase is not Erase.KEEP]


def row_aged(record: Record, person, age: timedelta):
    row = plant(record, person) if record.subject else make(record.cls, {})
    record.cls.objects.filter(pk=row.pk).update(**{date_of(record): now() - age})
    return row


@pytest.mark.parametrize("record", KEPT_FOR_A_TIME, ids=lambda record: record.model)
def test_p13_ends_when_its_time_is_over(record, outsider):
    row = row_aged(record, outsider, record.retention + timedelta(days=2))
    sweep()
    left = record.cls.objects.filter(pk=row.pk).values()
    assert not left or (record.erase is Erase.BLANK and MARK not in str(left[0]))


@pytest.mark.parametrize("record", KEPT_FOR_A_TIME, ids=lambda record: record.model)
def test_p13_stays_until_then(record, outsider):
    row = row_aged(record, outsider, record.retention - timedelta(days=2))
    sweep()
    assert record.cls.objects.filter(pk=row.pk).exists()


def test_p13_names_a_date_for_each_term():
    assert [record.model for record in KEPT_FOR_A_TIME if not date_of(record)] == []


def test_p13_a_sweep_is_done_with_a_row_once(outsider):
    for record in KEPT_FOR_A_TIME:
        row_aged(record, outsider, record.retention + timedelta(days=2))
    assert sweep()
    assert sweep() == {}
