"""The room's jobs."""

from django_tasks import task

from foreword.kernel.jobs.schedule import every
from foreword.search.actions import learn, reindex


@task()
def build_anew() -> None:
    """A new generation: the words of what was erased leave the disk with the old one. Vectors are not made again."""
    reindex(thorough=False)


@every(hours=24)
@task()
def learn_from_use() -> None:
    learn()
