"""What the desk's tests share."""

import shutil

import pytest

from foreword.channels.tests.samples import LIBRARY, mail
from foreword.desk import actions
from foreword.desk.models import Question
from foreword.desk.tests.letterbox import FILES, comes
from foreword.kernel.jobs.run import run_until_idle


@pytest.fixture
def letterbox(settings):
    """Mail comes in to the library's address."""
    shutil.rmtree(FILES, ignore_errors=True)  # Other tests of this process had mail too.
    settings.FOREWORD_MAIL_LISTEN = "lmtp://127.0.0.1:2400"
    settings.FOREWORD_MAIL_ADDRESS = LIBRARY
    yield
    shutil.rmtree(FILES, ignore_errors=True)


@pytest.fixture
def asked(letterbox, chen):
    """A question that came by mail, and its answer."""
    comes(mail("Can I renew twice?", subject="Renewing"))
    question = Question.objects.get()
    actions.answer(question=question, by=chen, text="Yes, **twice**.", client_id="a")
    run_until_idle()
    return question
