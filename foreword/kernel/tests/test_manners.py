import contextlib
import threading
import time

from foreword.kernel.jobs import manners
from foreword.kernel.jobs.manners import after_you, making_a_page


def seconds_to_begin():
    began = time.monotonic()
    with after_you():
        return time.monotonic() - began


def test_with_no_page_under_way_a_job_begins_at_once():
    assert seconds_to_begin() < 0.1


def test_a_job_waits_until_the_page_is_made():
    with making_a_page():
        waited = []
        job = threading.Thread(target=lambda: waited.append(seconds_to_begin()))
        job.start()
        time.sleep(0.1)
        assert not waited
    job.join(5)
    assert waited[0] < manners.PATIENCE_SECONDS


def test_however_busy_the_pages_a_job_begins_after_a_moment():
    with making_a_page():
        assert manners.PATIENCE_SECONDS <= seconds_to_begin() < manners.PATIENCE_SECONDS * 2 + 1


def test_a_page_that_fails_does_not_hold_the_jobs_up():
    with contextlib.suppress(ZeroDivisionError), making_a_page():
        _ = 1 / 0
    assert seconds_to_begin() < 0.1
