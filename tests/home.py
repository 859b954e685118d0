"""Before anything else is read: a home of its own for each test process, and encoders that cost nothing.

Loaded by `-p tests.home`, because pytest-django reads the settings before any conftest. Tests of real retrieval ask for
the real encoders themselves.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from foreword.kernel.messages import catalogue

if "FOREWORD_TEST_HOME" not in os.environ or os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["FOREWORD_TEST_HOME"] = os.environ["FOREWORD_HOME"] = tempfile.mkdtemp(prefix="foreword-test-")
    atexit.register(shutil.rmtree, os.environ["FOREWORD_HOME"], ignore_errors=True)
os.environ.setdefault("FOREWORD_ENCODER_KEYSTROKE", "hash")
os.environ.setdefault("FOREWORD_ENCODER_SUBMIT", "hash")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop in the test's thread

if not os.environ.get("PYTEST_XDIST_WORKER"):
    catalogue.compile_catalogues(Path(__file__).resolve().parents[1] / "foreword")
