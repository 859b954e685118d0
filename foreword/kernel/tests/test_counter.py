import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from foreword.kernel.models import Counter, OutboxEvent, next_value

pytestmark = pytest.mark.django_db(transaction=True)


def test_numbers_start_at_one_and_have_no_gap():
    with transaction.atomic():
        assert [next_value("a") for _ in range(3)] == [1, 2, 3]


def test_each_name_counts_by_itself():
    with transaction.atomic():
        assert (next_value("a"), next_value("b")) == (1, 1)


def test_a_number_taken_in_a_transaction_that_fails_is_given_again():
    with pytest.raises(RuntimeError), transaction.atomic():
        next_value("a")
        raise RuntimeError
    with transaction.atomic():
        assert next_value("a") == 1


def test_outside_a_transaction_there_is_no_number():
    with pytest.raises(transaction.TransactionManagementError):
        next_value("a")


def test_a_poller_that_reads_after_the_last_number_misses_nothing():
    """Finding 7 of trust.md: `id > last` over a serial loses rows on PostgreSQL; over this counter it must not."""
    ended, seen = threading.Event(), []

    def write(n):
        for i in range(10):
            with transaction.atomic():
                row = OutboxEvent.objects.create(kind=str(n), payload={"seq": next_value("log")})
                time.sleep(0.002 * (i % 3))
                assert row.pk
        connection.close()

    def poll():
        last = 0
        while True:
            over = ended.is_set()
            rows = OutboxEvent.objects.filter(payload__seq__gt=last).order_by("payload__seq")
            for seq in rows.values_list("payload__seq", flat=True):
                seen.append(seq)
                last = seq
            if over:
                break
        connection.close()

    poller = threading.Thread(target=poll)
    poller.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    ended.set()
    poller.join()
    assert seen == list(range(1, 81))
    assert Counter.objects.get(name="log").value == 80
