"""What becomes of a source is noticed once, for every product that stands on it."""

from datetime import datetime

from django.db import transaction

from foreword.kernel.clock import now
from foreword.media.models import ProductSource, SourceNews


@transaction.atomic
def notice_source(
    *, kind: str, key: str, state: SourceNews.State, title: str = "", at: datetime | None = None
) -> SourceNews | None:
    """Nothing where no product stands on it, or where as much is known already. `at`: when it happened."""
    if not ProductSource.objects.filter(kind=kind, key=key).exists():
        return None
    when = at or now()
    news = SourceNews.objects.select_for_update().filter(kind=kind, key=key).first()
    if news and (news.noticed_at >= when or news.state == state == SourceNews.State.GONE):
        return None
    said = {"state": state, "title": title[:300], "noticed_at": when}
    return SourceNews.objects.update_or_create(kind=kind, key=key, defaults=said)[0]
