"""What the room hears: of its own products, on which others may stand."""

from foreword.kernel.outbox import EventTable
from foreword.media.actions import follow_text, mark_outdated, notice_source, withdraw_what_is_not_public
from foreword.media.events import ProductPublished, ProductWithdrawn
from foreword.media.models import ProductPage, SourceNews


def tell_who_stands_on_it(event: ProductPublished | ProductWithdrawn) -> None:
    """Named by the key that all languages share, or by the address of one."""
    gone = isinstance(event, ProductWithdrawn)
    for page in ProductPage.objects.filter(translation_key=event.product):
        state = SourceNews.State.GONE if gone and not page.live else SourceNews.State.CHANGED
        for key in (page.pid, event.product):
            notice_source(kind="product", key=key, state=state, title=page.title)


def look_after_what_is_out(event: ProductPublished) -> None:
    for page in ProductPage.objects.live().filter(translation_key=event.product):
        mark_outdated(page=page)


def withdraw_what_is_out(_event: ProductWithdrawn) -> None:
    withdraw_what_is_not_public()


def read_it_anew(event: ProductPublished) -> None:
    follow_text(product=event.product)


RECEIVERS: EventTable = {
    ProductPublished: [tell_who_stands_on_it, look_after_what_is_out, read_it_anew],
    ProductWithdrawn: [tell_who_stands_on_it, withdraw_what_is_out],
}
