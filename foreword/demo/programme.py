"""A week of the programme: a display in the hall that shows one line, and what it will show on the next days."""

from datetime import timedelta
from typing import Final

from foreword.channels.actions import keep_account
from foreword.channels.models import ChannelAccount
from foreword.kernel.clock import now
from foreword.media.actions import plan
from foreword.media.models import ProductPage
from foreword.people.models import Person

HOURS_AHEAD: Final = (None, 9, 26, 50)
"""The first goes at once."""


def load_programme(administrator: Person, editor: Person) -> None:
    hall = keep_account(
        by=administrator,
        account=ChannelAccount(kind="folder"),
        name="大厅屏 Hall display",
        config={"folder": "hall", "form": "led"},
        secrets={},
        enabled=True,
    )
    pages = ProductPage.objects.live().filter(valid_from=None, valid_until=None).order_by("title", "pk")
    for number, (page, hours) in enumerate(zip(pages, HOURS_AHEAD, strict=False)):
        at = None if hours is None else now() + timedelta(hours=hours)
        plan(page=page, account=hall, by=editor, at=at, asked=f"demo{number}")
