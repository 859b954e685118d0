"""The demo library's two ways through itself: for the last year of a degree, and for a discipline."""

from typing import Any, Final

from foreword.knowledge.models import Entry
from foreword.media.actions.guides import create_guide
from foreword.media.models import ProductPage

Words = tuple[str, str]
"""English and Chinese."""
LANGS: Final = ("en", "zh-hans")

GUIDES: Final[tuple[dict[str, Any], ...]] = (
    {
        "key": "thesis-year",
        "kind": "scenario",
        "title": ("The year of your thesis", "写学位论文的一年"),
        "summary": (
            "From the first search to the day you hand it in: what helps, in the order in which you will need it.",
            "从第一次检索到提交的那一天：按先后顺序，把用得上的都放在这里。",
        ),
        "sections": (
            (
                "searching",
                ("Find what has been written", "查清前人写过什么"),
                ("Begin wide, then narrow.", "先宽后窄。"),
            ),
            ("citation", ("Cite it properly", "规范引用"), ("", "")),
            ("thesis", ("Format and hand in", "排版与提交"), ("Look at the dates first.", "先看清日期。")),
        ),
    },
    {
        "key": "new-here",
        "kind": "course",
        "title": ("New here: the first month", "新生第一个月"),
        "summary": (
            "Everything that the library part of the first-year seminar covers, to look up again at any time.",
            "新生研讨课中图书馆部分的全部内容，随时可以回来查看。",
        ),
        "sections": (
            (
                "borrowing",
                ("Borrow and return", "借书还书"),
                ("Your campus card is your library card.", "校园卡就是借书证。"),
            ),
            ("access", ("Read from anywhere", "校外也能用"), ("", "")),
        ),
    },
)


def load_guides() -> None:
    """Each section names two products or answers of its topic, and goes on with the newest."""
    for guide in GUIDES:
        texts = {}
        for number, lang in enumerate(LANGS):
            sections = [
                {"title": title[number], "intro": intro[number], "chosen": _chosen(topic), "topic": topic}
                for topic, title, intro in guide["sections"]
            ]
            texts[lang] = {"title": guide["title"][number], "summary": guide["summary"][number], "sections": sections}
        create_guide(key=guide["key"], kind=guide["kind"], texts=texts)


def _chosen(topic: str) -> list[str]:
    products = ProductPage.objects.live().filter(topic=topic, locale__language_code="en").order_by("path")[:1]
    entries = Entry.objects.published().filter(topic=topic).order_by("key")[:1]
    return [*(f"/products/{page.pid}/" for page in products), *(f"/answers/{entry.pid}/" for entry in entries)]
