"""The whole way: a sign, an answer on the page, two media, the reader's words on both, and what they change."""

import re
from datetime import datetime, timedelta

import httpx
import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import get_current_timezone

from foreword.channels.adapters import browsers
from foreword.kernel.clock import now
from foreword.kernel.jobs.run import run_until_idle
from foreword.portraits.actions import record_signal
from foreword.push.actions import choose_reach, let_browser
from foreword.push.models import Delivery, Medium
from foreword.push.queries import today
from foreword.push.tasks import reach_out
from foreword.push.tests.test_browsers import PUBLIC, Service
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(monkeypatch, settings, tmp_path) -> Service:
    settings.FOREWORD_HOME = tmp_path
    running = Service()
    monkeypatch.setattr(browsers, "client", lambda: httpx.AsyncClient(transport=httpx.MockTransport(running)))
    monkeypatch.setattr(browsers, "public_address", lambda _host: PUBLIC)
    return running


def test_from_a_sign_over_two_media_to_the_next_list(client, lin, entry, service, time_machine):
    time_machine.move_to(datetime(2026, 11, 25, 10, tzinfo=get_current_timezone()), tick=False)
    for topic in ("citation", "thesis", "access"):
        entry(topic)
    choose_reach(person=lin, mail="weekly", quiet=None)
    let_browser(person=lin, **service.keys)

    record_signal(person=lin, kind="opened", topic="citation", item="record:1", title="A book")
    record_signal(person=lin, kind="opened", topic="thesis", item="record:2", title="Another")
    run_until_idle()
    offered = {answer.key for answer in today(lin, lang="en").answers if answer.delivery}
    assert len(offered) == 2

    reach_out.call()
    run_until_idle()
    sent = {each.medium: each for each in Delivery.objects.filter(person=lin).sent()}
    assert set(sent) == {Medium.BROWSER, Medium.MAIL}
    assert {each.key for each in sent.values()} == offered
    assert [said["tag"] for said in service.heard] == [sent[Medium.BROWSER].pid]
    assert len(mail.outbox) == 1
    assert not [answer for answer in today(lin, lang="en").answers if answer.delivery]

    url = service.heard[0]["url"]
    assert sign_in(client, lin).get(url).status_code in {200, 302}
    Client().post(re.search(r"https?://[^/]+(/\S*/said/\S+)", mail.outbox[0].body)[1], {"outcome": "less"})
    run_until_idle()

    time_machine.move_to(now() + timedelta(days=20))
    for topic in ("citation", "thesis"):
        entry(topic, 2, days=100)
        record_signal(person=lin, kind="opened", topic=topic, item=f"record:{topic}", title=f"On {topic}")
    run_until_idle()
    refused = sent[Medium.MAIL].topic
    topics = {each.topic for each in Delivery.objects.filter(person=lin, pushed_at__gt=now() - timedelta(days=1))}
    assert refused not in topics
    assert topics & {"citation", "thesis"}
