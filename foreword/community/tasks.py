"""The community's jobs."""

from django_tasks import task

from foreword.community import actions
from foreword.community.models import Thread


@task()
def tell_followers(pid: str) -> None:
    thread = Thread.objects.filter(pid=pid).first()
    if thread is not None:
        actions.tell_followers(thread=thread)
