"""Products and guides as search sees them: one key for all languages of one, one document for each."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from foreword.media.models import GuidePage, ProductPage
from foreword.media.queries import public_products
from foreword.media.queries.guides import public_guides, sections_of
from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer


class ProductDocuments:
    kind = "product"

    def documents(self) -> Iterator[Document]:
        for page in public_products().order_by("pk"):
            yield _document(page)
        for guide in public_guides().order_by("pk"):
            yield _guide_document(guide)

    def document(self, key: str) -> list[Document]:
        pages = [_document(page) for page in public_products().filter(translation_key__in=_uuids([key]))]
        return pages or [_guide_document(page) for page in public_guides().filter(translation_key__in=_uuids([key]))]

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:  # noqa: ARG002 - published is published for all
        shown: dict[str, ProductPage] = {}
        langs: dict[str, list[str]] = {}
        for page in public_products().filter(translation_key__in=_uuids(keys)):
            langs.setdefault(str(page.translation_key), []).append(page.lang)
            if page.lang == lang or str(page.translation_key) not in shown:
                shown[str(page.translation_key)] = page
        with translation.override(lang):
            return {
                **{key: _presented(page, langs[key]) for key, page in shown.items()},
                **_presented_guides([key for key in keys if key not in shown], lang),
            }


def _uuids(keys: Sequence[str]) -> list[UUID]:
    """A key that is no UUID is nobody's: the index may hold anything, the database is asked only what it can answer."""
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found


def _document(page: ProductPage) -> Document:
    topic = (page.topic.key, page.topic.name_en, page.topic.name_zh) if page.topic else ()
    return Document(
        kind="product",
        key=str(page.translation_key),
        lang=page.lang,
        access="public",
        title=page.title,
        body=_text(page),
        topics=(*topic, *page.subjects, *([page.clc] if page.clc else [])),
        audience=tuple(page.audience),
        identifiers=(page.clc,) if page.clc else (),
        year=_year(page),
    )


def _text(page: ProductPage) -> str:
    """All that it says, line by line. Kept for each revision: a page of results asks again and again."""
    key = f"media:words:{page.pk}:{page.live_revision_id}"
    words = cache.get(key)
    if words is None:
        words = "\n".join([page.summary, *page.manuscript.lines])
        cache.set(key, words, 3600)
    return str(words)


def _year(page: ProductPage) -> int | None:
    return page.last_published_at.year if page.last_published_at else None


def _guide_document(page: GuidePage) -> Document:
    """A way through the library stands among the products."""
    lines = [line for section in sections_of(page) for line in (section.title, section.intro) if line]
    body = "\n".join([page.summary, *lines])
    return Document(
        kind="product", key=str(page.translation_key), lang=page.lang, access="public", title=page.title, body=body
    )


def _presented_guides(keys: Sequence[str], lang: str) -> dict[str, Presented]:
    shown: dict[str, Presented] = {}
    for page in public_guides().filter(translation_key__in=_uuids(keys)):
        if page.lang == lang or str(page.translation_key) not in shown:
            url = reverse("portal:guide", args=[page.pid])
            shown[str(page.translation_key)] = Presented(page.title, url, page.summary, page.lang)
    return shown


def _presented(page: ProductPage, langs: Sequence[str]) -> Presented:
    return Presented(
        title=page.title,
        url=reverse("portal:product", args=[page.pid]),
        snippet=page.summary,
        lang=page.lang,
        meta={
            "pid": page.pid,
            "kind": page.get_kind_display(),
            "minutes": page.minutes,
            "topic": page.topic.name if page.topic else "",
            "audience": page.audience,
            "clc": page.clc,
        },
        text=partial(_text, page),
        langs=tuple(langs),
        topic=page.topic_id or "",
        clc=page.clc,
        audience=tuple(page.audience),
        year=_year(page),
    )
