"""The index is killed at any moment, again and again, while it takes in changes and builds itself anew; afterwards a
search finds exactly what the database holds. The full run: FOREWORD_CHAOS_KILLS=30.
"""

import os
import random
import shutil
import subprocess
import sys

import pytest

from tests.chaos.houses import environment, within
from tests.database import ROOT, _template

KILLS = int(os.environ.get("FOREWORD_CHAOS_KILLS", "6"))

CHURN = """
import random, sys
from django.db import transaction
from foreword.collection.models import Record
from foreword.search.actions import mark_changed
from foreword.search.live import live
chance = random.Random({seed})
index = live()
print("ready", flush=True)
while True:
    number = chance.randrange(60)
    with transaction.atomic():
        pid = f"r{{number:03}}"
        if chance.random() < 0.3:
            Record.objects.filter(pid=pid).delete()
        else:
            title = f"county{{number}} edition{{chance.randrange(10**9)}}"
            Record.objects.update_or_create(pid=pid, defaults={{"control_number": pid, "title": title}})
        mark_changed(kind="record", key=pid)
    index.step()
    if chance.random() < 0.2:
        index.rebuild(thorough=True)
"""

TRUTH = """
import json
from foreword.collection.models import Record
from foreword.search.live import live
from foreword.search.queries import search
from foreword.search.viewers import Viewer
def first(text):
    hits = search(text, viewer=Viewer.anonymous(), lang="en", kinds={"record"}).hits
    return hits[0].key if hits else None
records = list(Record.objects.all())
lost = [each.title for each in records if first(each.title) != each.pid]
print(json.dumps([len(records), len(live().engine()), lost]))
"""


@pytest.fixture
def env(tmp_path):
    shutil.copy(_template(), tmp_path / "foreword.sqlite3")
    return environment(tmp_path, FOREWORD_ENCODER_KEYSTROKE="hash", FOREWORD_ENCODER_SUBMIT="hash")


def kill_while_it_works(env, seed, seconds):
    command = [sys.executable, "-m", "foreword", "manage", "shell", "--verbosity", "0", "-c", CHURN.format(seed=seed)]
    working = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    with working:
        assert working.stdout.readline() == "ready\n"
        try:
            working.wait(seconds)
        except subprocess.TimeoutExpired:
            working.kill()
    assert working.returncode == -9, "it ended by itself"


@pytest.mark.timeout(600)
def test_a_killed_index_answers_right(env):
    chance = random.Random(8)
    for seed in range(KILLS):
        kill_while_it_works(env, seed, chance.uniform(0.05, 2.5))
        held, indexed, lost = within(env, TRUTH)
        assert (indexed, lost) == (held, []), f"after kill {seed + 1}"
    assert held
