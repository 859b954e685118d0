"""Running one job: resolve its task, call it, write down how it ended."""

import logging
import traceback

from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks.utils import normalize_json

from foreword.kernel.jobs.queue import fail_job, finish_job, gather_no_more, take_job
from foreword.kernel.models import Job
from foreword.kernel.writer import write

logger = logging.getLogger(__name__)


def resolve(path: str) -> Task:
    """The task behind a dotted path; the decorated name is the task itself."""
    task = import_string(path)
    if not isinstance(task, Task):
        raise TypeError(f"{path} is not a task")
    return task


def run_job(job: Job) -> bool:
    """Call the job's task once. True when it succeeded; a failure is stored, never raised."""
    try:
        result = normalize_json(resolve(job.task).call(*job.args, **job.kwargs))
    except Exception as error:  # noqa: BLE001 - whatever a task raises is that task's failure, not the worker's
        # The message of an exception may quote a reader, so the log has the type and the job has the text.
        logger.warning("job %s (%s) failed: %s", job.pid, job.task, type(error).__name__)
        trouble = traceback.format_exc(limit=-6)
        write(lambda: fail_job(job, trouble))
        return False
    write(lambda: finish_job(job, result))
    return True


def run_until_idle(worker: str = "inline", limit: int = 10_000) -> int:
    """Run everything that is ready, here and now; how many ran. For tests, imports and `foreword demo`."""
    for done in range(limit):
        job = take_job(worker)
        if job is None and gather_no_more():
            job = take_job(worker)
        if job is None:
            return done
        run_job(job)
    return limit
