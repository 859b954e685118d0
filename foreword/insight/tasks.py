"""The room's own jobs."""

from django_tasks import task

from foreword.collection.models import Record
from foreword.insight.actions import draw_groups
from foreword.kernel.clock import today
from foreword.kernel.jobs.schedule import every
from foreword.media.actions import notice_source
from foreword.media.models import ProductSource, SourceNews


@every(hours=24)
@task()
def look_after_records() -> None:
    """Harvests change hundreds of thousands of records: of those that products stand on we ask, once a day."""
    named = set(ProductSource.objects.filter(kind=ProductSource.Kind.RECORD).values_list("key", flat=True))
    known = {record.pid: record for record in Record.objects.filter(pid__in=named)}
    for key in sorted(named):
        record = known.get(key)
        if record is None:
            notice_source(kind="record", key=key, state=SourceNews.State.GONE)
        elif record.updated_at:
            notice_source(
                kind="record", key=key, state=SourceNews.State.CHANGED, title=record.title, at=record.updated_at
            )


@every(hours=24)
@task()
def draw_this_month() -> None:
    """The first night of a month draws it; the others find it drawn."""
    draw_groups(month=today().replace(day=1))
