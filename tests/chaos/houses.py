"""A house for a test: a home folder with a migrated database, and code run inside it by another process."""

import json
import os
import subprocess
import sys

from foreword.kernel.bench.talk import Talk
from tests.database import ROOT

OPEN_TALKS = """
import json
from foreword.channels.models import Conversation
from foreword.kernel.realtime.tickets import issue_ticket
names = [Conversation.objects.create().pid for _ in range(2)]
print(json.dumps([(name, issue_ticket(f"conversation:{name}", may_send=True)) for name in names]))
"""

MESSAGES = """
import json
from foreword.channels.models import Message
print(json.dumps(list(Message.objects.values_list("conversation__pid", "seq", "client_id").order_by("seq"))))
"""

INTEGRITY = """
import json
from django.db import connection
with connection.cursor() as cursor:
    print(json.dumps(cursor.execute("PRAGMA integrity_check").fetchone()[0]))
"""


def environment(home, **more):
    return {**os.environ, "FOREWORD_HOME": str(home), "FOREWORD_DATABASE_URL": "", "FOREWORD_REDIS_URL": "", **more}


def foreword(*arguments, env):
    command = [sys.executable, "-m", "foreword", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout


def within(env, code):
    """Run code in a process with this environment, as `foreword manage shell` would; what it prints last, as JSON."""
    return json.loads(foreword("manage", "shell", "--verbosity", "0", "-c", code, env=env).splitlines()[-1])


def open_talks(env):
    return [Talk(name, ticket) for name, ticket in within(env, OPEN_TALKS)]
