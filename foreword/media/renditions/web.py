"""What a product's page says to machines: schema.org for search engines, and the picture that a shared link shows."""

from typing import Any
from urllib.parse import urljoin

from foreword.media.manuscript import Answers, Manuscript, Steps
from foreword.media.plain import lines_of

LANGUAGES = {"zh-hans": "zh-Hans"}


def picture_address(manuscript: Manuscript) -> str:
    """With host; empty where there is none."""
    return urljoin(manuscript.url, manuscript.picture.url) if manuscript.picture else ""


def linked_data(manuscript: Manuscript) -> dict[str, Any]:
    """An article, and besides it whatever in it is a way to do something or a list of questions."""
    return {"@context": "https://schema.org", "@graph": [_article(manuscript), *_parts(manuscript)]}


def _article(manuscript: Manuscript) -> dict[str, Any]:
    said = {
        "@type": "Article",
        "@id": manuscript.url,
        "headline": manuscript.title,
        "description": manuscript.summary,
        "inLanguage": LANGUAGES.get(manuscript.lang, manuscript.lang),
        "datePublished": manuscript.published.isoformat() if manuscript.published else "",
        "dateModified": manuscript.updated.isoformat() if manuscript.updated else "",
        "expires": manuscript.valid_until,
        "image": picture_address(manuscript),
        "about": manuscript.topic,
        "publisher": {"@type": "Library", "name": manuscript.library},
    }
    return {name: value for name, value in said.items() if value}


def _parts(manuscript: Manuscript) -> list[dict[str, Any]]:
    parts: list[dict[str, Any]] = []
    for piece in manuscript.pieces:
        if isinstance(piece, Steps):
            steps = [{"@type": "HowToStep", "name": head, "text": more or head} for head, more in piece.steps]
            parts.append({"@type": "HowTo", "name": piece.title or manuscript.title, "step": steps})
    asked = [pair for piece in manuscript.pieces if isinstance(piece, Answers) for pair in piece.pairs]
    if asked:
        parts.append({"@type": "FAQPage", "mainEntity": [_asked(*pair) for pair in asked]})
    return parts


def _asked(question: str, answer: str) -> dict[str, Any]:
    text = " ".join(lines_of(answer))
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": text}}
