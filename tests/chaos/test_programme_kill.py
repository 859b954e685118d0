"""A worker is killed at any moment while it publishes; a group never hears a thing twice, and nothing is forgotten.

The full run: FOREWORD_CHAOS_KILLS=30.
"""

import os
import random
import shutil
import subprocess
import sys
import threading
import time

import pytest

from foreword.channels.outward.sandbox import mastodon, wecom
from foreword.channels.outward.sandbox.server import running
from tests.chaos.houses import environment, within
from tests.database import ROOT, _template

KILLS = int(os.environ.get("FOREWORD_CHAOS_KILLS", "3"))
PRODUCTS = 12

PLAN = """
import json
from foreword.channels.actions import keep_account
from foreword.channels.models import ChannelAccount
from foreword.media.actions import create_product, plan
from foreword.people.models import Person, Role
by = Person.objects.create(email="a@x.example", name="A", role=Role.ADMINISTRATOR)
def account(kind, config, secrets):
    return keep_account(by=by, account=ChannelAccount(kind=kind), name=kind, config=config, secrets=secrets, enabled=True)
places = [
    account("wecom_robot", {{"server": "{at}/wecom", "form": "text"}}, {{"key": "{robot}"}}),
    account("mastodon", {{"server": "{at}/mastodon", "visibility": "public"}}, {{"token": "{token}"}}),
]
for number in range({products}):
    texts = {{"en": {{"title": f"Product {{number}}", "summary": "Small.", "body": "x"}}}}
    page = create_product(key=f"p{{number}}", texts=texts)[0]
    for place in places:
        plan(page=page, account=place, by=by, at=None, asked=f"a{{number}}")
print(json.dumps(True))
"""

WORK = """
from django.utils import timezone
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import Job
Job.objects.filter(lease_until__isnull=False, done_at=None).update(lease_until=timezone.now())
print("ready", flush=True)
run_until_idle()
print("true", flush=True)
"""

TRUTH = """
import json
from foreword.media.models import Publication
print(json.dumps(list(Publication.objects.values_list("account__kind", "title", "state"))))
"""


@pytest.fixture
def env(tmp_path):
    shutil.copy(_template(), tmp_path / "foreword.sqlite3")
    return environment(tmp_path, FOREWORD_ENCODER_KEYSTROKE="hash", FOREWORD_ENCODER_SUBMIT="hash")


@pytest.fixture
def sandbox():
    """Vendors that take their time, before they do what they are asked and after."""
    with running() as server:
        for vendor in server.vendors.values():
            _slow(vendor)
            vendor.too_many = lambda *_args: False
        yield server


def _slow(vendor) -> None:
    at_once = vendor.answer

    def answer(asked):
        time.sleep(0.05)
        reply = at_once(asked)
        time.sleep(0.05)
        return reply

    vendor.answer = answer


def kill_while_it_publishes(env, seconds):
    command = [sys.executable, "-m", "foreword", "manage", "shell", "--verbosity", "0", "-c", WORK]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as working:
        assert working.stdout.readline() == "ready\n"
        threading.Timer(seconds, working.kill).start()
        working.wait()


@pytest.mark.timeout(600)
def test_a_killed_worker_doubles_nothing_and_forgets_nothing(env, sandbox):
    within(env, PLAN.format(at=sandbox.address, robot=wecom.KEY, token=mastodon.TOKEN, products=PRODUCTS))
    chance = random.Random(8)
    for _kill in range(KILLS):
        kill_while_it_publishes(env, chance.uniform(0.3, 1.2))
    within(env, WORK)
    said = {name: [each.text.split("\n")[0] for each in vendor.public] for name, vendor in sandbox.vendors.items()}
    truth = within(env, TRUTH)
    assert sorted(said["mastodon"]) == sorted(f"Product {number}" for number in range(PRODUCTS))
    assert len(said["wecom"]) == len(set(said["wecom"])), "a group heard a thing twice"
    out = {title for kind, title, state in truth if kind == "wecom_robot" and state == "out"}
    unknown = {title for kind, title, state in truth if kind == "wecom_robot" and state == "unknown"}
    assert len(out | unknown) == PRODUCTS
    assert out <= set(said["wecom"]) <= out | unknown
    assert unknown, "no kill came while something was under way"
