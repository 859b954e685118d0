"""The media center's own jobs."""

from django_tasks import task

from foreword.kernel.jobs.schedule import every
from foreword.media.actions import grant_studio


@every(hours=1)
@task()
def follow_roles() -> None:
    """Whoever became an editor gets the studio; whoever no longer is one loses it."""
    grant_studio()
