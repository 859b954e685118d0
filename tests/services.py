"""Which real services this run has. Tests that need one that is missing are skipped, with the reason, and counted."""

import os

import pytest

NEEDS = {
    "postgres": ("FOREWORD_TEST_POSTGRES_URL", "no PostgreSQL: run through .ci/services"),
    "redis": ("FOREWORD_TEST_REDIS_URL", "no Redis: run through .ci/services"),
    "imap": ("FOREWORD_DOVECOT", "no Dovecot: run through .ci/services"),
    "ffmpeg": ("FOREWORD_FFMPEG", "no ffmpeg: run through .ci/services"),
    "espeak": ("FOREWORD_ESPEAK", "no espeak-ng: run through .ci/services"),
    "browser": ("FOREWORD_CHROMIUM", "no Chromium: run through .ci/services"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, (variable, reason) in NEEDS.items():
            if item.get_closest_marker(marker) and not os.environ.get(variable):
                item.add_marker(pytest.mark.skip(reason=reason))
