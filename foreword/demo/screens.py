"""The demo library's screens: one in the entrance hall with an address that is told, one upright beside the lift."""

from datetime import time
from typing import Final

from foreword.media.actions.screens import add_screen, describe_screen, put_on
from foreword.media.models import ProductPage, Screen
from foreword.people.models import Person

ROUND: Final = 8
EVENING: Final = (time(17), time(23))


def load_screens(by: Person) -> None:
    """The first products in turn; the last of them in the evening alone."""
    hall = add_screen(by=by, name="Entrance hall", place="Main library")
    Screen.objects.filter(pk=hall.pk).update(key="demo")
    hall.refresh_from_db()
    pages = ProductPage.objects.live().filter(locale__language_code="en").order_by("path")[:ROUND]
    products = [page.translation_key for page in pages]
    for product in products[:-1]:
        put_on(screen=hall, product=product)
    for product in products[-1:]:
        put_on(screen=hall, product=product, begins=EVENING[0], ends=EVENING[1])
    line = {"line_en": "Ask us: at the desk, by chat, by mail", "line_zh": "有问题就来问：服务台、在线咨询、电子邮件"}
    describe_screen(by=by, screen=hall, name=hall.name, place=hall.place, **line)
    add_screen(by=by, name="Beside the lift", place="Main library")
