"""How this installation is, for machines that watch it."""

import functools
from typing import Any

from django.db import Error as DatabaseTrouble
from django.db import connection

from foreword.kernel.models import Job
from foreword.kernel.serve.checks import missing_migrations


@functools.cache
def _migrated() -> bool:
    """Asked once while it is so: a running process does not lose its tables."""
    if missing_migrations():
        raise NotMigrated
    return True


class NotMigrated(Exception):
    pass


def health() -> dict[str, Any]:
    """May requests be sent here? Dead jobs are told, but do not take a server out of service."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        dead = Job.objects.dead().count()
        _migrated()
    except DatabaseTrouble:
        return {"ready": False, "why": "The database does not answer."}
    except NotMigrated:
        return {"ready": False, "why": "The database lacks migrations."}
    return {"ready": True, "dead_jobs": dead}
