"""The `django.tasks` interface over our queue, so that Wagtail's tasks and ours run in the same place."""

from typing import Any

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import get_module_path, normalize_json

from foreword.kernel.jobs.queue import add_job
from foreword.kernel.jobs.run import resolve
from foreword.kernel.models import Job


class LeasedBackend(BaseTaskBackend):
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        self.validate_task(task)
        job = add_job(
            get_module_path(task.func),
            args=normalize_json(list(args)),
            kwargs=normalize_json(kwargs),
            run_at=task.run_after,
            priority=task.priority,
        )
        assert job is not None
        return self._result(job, task)

    def get_result(self, result_id: str) -> TaskResult:
        job = Job.objects.filter(pid=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, resolve(job.task))

    def _result(self, job: Job, task: Task) -> TaskResult:
        result: TaskResult = TaskResult(
            task=task,
            id=job.pid,
            status=self._status(job),
            enqueued_at=job.created_at,
            started_at=None,
            finished_at=job.done_at or job.dead_at,
            last_attempted_at=None,
            args=job.args,
            kwargs=job.kwargs,
            backend=self.alias,
            errors=[TaskError(exception_class_path="builtins.Exception", traceback=job.error)] if job.error else [],
            worker_ids=[job.worker] if job.worker else [],
        )
        object.__setattr__(result, "_return_value", job.result)
        return result

    def _status(self, job: Job) -> TaskResultStatus:
        if job.done_at:
            return TaskResultStatus.SUCCESSFUL
        if job.dead_at:
            return TaskResultStatus.FAILED
        return TaskResultStatus.RUNNING if job.lease_until else TaskResultStatus.READY
