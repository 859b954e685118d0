"""What a reader does on a page that reaches more than one room."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.base import File

from foreword.desk.actions import Asked, Caller, Shown, ask
from foreword.desk.actions.attaching import keep_first_files
from foreword.desk.actions.chatting import start_chat
from foreword.kernel.clock import ago
from foreword.knowledge.actions import confirm_wording
from foreword.knowledge.models import Entry
from foreword.people.models import Person, Topic
from foreword.portal.items import Item, resolve
from foreword.portal.queries.finding import items_of
from foreword.portraits.actions import record_signal
from foreword.push.actions import UnknownOutcome, give_outcome, mark_opened, mark_seen
from foreword.push.models import Delivery
from foreword.search.actions import note_use
from foreword.search.models import Followed
from foreword.search.queries import search
from foreword.search.viewers import Viewer

REMEMBERED_DAYS = 14
"""What was pushed and seen within this time is handed over with a question."""
LEARNED_FROM = 10
"""An entry that is further down the list was not found by these words."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a reader wrote, and what they had before them when they wrote it."""

    text: str
    lang: str
    contact: str = ""
    topic: Topic | None = None
    about: str = ""
    delivery: str = ""
    shown: tuple[str, ...] = ()
    key: str = ""
    may_help: bool = False
    files: tuple[File[bytes], ...] = ()


def send_question(*, letter: Letter, asker: Person | None, caller: Caller, live: bool = False) -> Asked:
    """Ask the desk, with all that the reader had been shown; `live`, to talk. Raises what `desk.actions.ask` raises."""
    about = resolve(letter.about, Viewer.of(asker), letter.lang) if letter.about else None
    delivery = own_delivery(asker, letter.delivery)
    files = keep_first_files(asker=asker, caller=caller, key=letter.key, files=letter.files)
    asked = (start_chat if live else ask)(
        text=letter.text,
        lang=letter.lang,
        asker=asker,
        contact=letter.contact,
        topic=letter.topic,
        asked_about=about.ref if about else "",
        shown=_shown(letter, asker, about, delivery),
        idempotency_key=letter.key or None,
        publish_consent=letter.may_help,
        caller=caller,
        files=files,
    )
    if delivery is not None and asked.fresh:
        give_outcome(delivery=delivery, outcome="asked")
    return asked


def _shown(letter: Letter, asker: Person | None, about: Item | None, delivery: Delivery | None) -> Iterable[Shown]:
    if about is not None:
        yield about.as_shown("page", delivery.pid if delivery else "")
    for item in items_of(list(letter.shown), asker, lang=letter.lang):
        yield item.as_shown("suggested")
    if asker is not None:
        seen = Delivery.objects.visible_to(asker).filter(seen_at__gt=ago(days=REMEMBERED_DAYS))
        for pushed in seen.order_by("-seen_at")[:20]:
            yield Shown(how="pushed", kind=pushed.kind, key=pushed.key, delivery=pushed.pid)


def own_delivery(person: Person | None, pid: str) -> Delivery | None:
    """The delivery of this reader with this pid: an address may name any, only one's own counts."""
    return Delivery.objects.visible_to(person).filter(pid=pid).first() if person and pid else None


def note_answered(
    *, person: Person | None, item: Item, words: str, lang: str, delivery: str = "", search: str = ""
) -> None:
    """ "This answered it": the reader's words now lead to this entry, and the reader is not asked about it again."""
    words = words.strip()
    if item.kind == "entry" and words:
        entry = Entry.objects.published().filter(pid=item.key).first()
        if entry is not None and _leads_to(words, item, lang):
            confirm_wording(entry=entry, text=words, lang=lang)
    if search:
        note_use(what=Followed.ANSWERED, kind=item.kind, key=item.key, search=search)
    record_signal(person=person, kind="answered", item=item.ref, title=item.title)
    pushed = own_delivery(person, delivery) or _latest_delivery(person, item)
    if pushed is not None:
        give_outcome(delivery=pushed, outcome="useful")


def _leads_to(words: str, item: Item, lang: str) -> bool:
    """Only words that find the entry are learned as its own: anybody may post, and nobody reviews this path."""
    hits = search(
        words, viewer=Viewer.anonymous(), lang=lang, purpose="reader", kinds=[item.kind], limit=LEARNED_FROM
    ).hits
    return any(hit.key == item.key for hit in hits)


def _latest_delivery(person: Person | None, item: Item) -> Delivery | None:
    if person is None:
        return None
    mine = Delivery.objects.visible_to(person).standing().filter(kind=item.kind, key=item.key)
    return mine.order_by("-pushed_at").first()


def note_opened(*, person: Person | None, item: Item, delivery: str = "", search: str = "", device: str = "") -> None:
    """A page was opened: a signal where its reader allows that, and what led there knows it."""
    if search:
        note_use(what=Followed.OPENED, kind=item.kind, key=item.key, search=search)
    if person is None:
        return
    pushed = own_delivery(person, delivery)
    if pushed is not None:
        mark_opened(delivery=pushed)
    about = {"lang": item.lang, "device": device, "form": "" if item.kind == "product" else "text"}
    record_signal(person=person, kind="opened", item=item.ref, title=item.title, about=about)


def note_searched(*, person: Person | None, query: str, device: str = "") -> None:
    record_signal(person=person, kind="searched", text=query, about={"device": device})


def note_seen(*, person: Person | None, deliveries: list[str]) -> None:
    if person is not None and deliveries:
        mark_seen(deliveries=deliveries)


def judge_answer(*, person: Person | None, delivery: str, outcome: str, objection: str = "") -> bool:
    """What it was to its own reader. False for what is gone, somebody else's or no such word."""
    pushed = own_delivery(person, delivery)
    if pushed is None or outcome not in {"useful", "dismissed", "less"}:
        return False
    try:
        give_outcome(delivery=pushed, outcome=outcome, objection=objection)
    except UnknownOutcome:
        return False
    return True
