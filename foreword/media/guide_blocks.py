"""What a guide is composed of: sections of chosen things, and of the newest of a topic by themselves."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from foreword.people.models import Topic

NAMED: Final = re.compile(r"(?:^|/)(answers|products)/([0-9a-z]{13})(?:/|$|\?)")
KINDS: Final = {"answers": "entry", "products": "product"}
MOST_BY_ITSELF: Final = 6


def named_thing(address: str) -> str:
    """`entry:<pid>` or `product:<pid>` from the address of its page, whole or in part. Raises ValueError."""
    found = NAMED.search(address.strip())
    if found is None:
        raise ValueError(gettext("Paste the address of an answer’s or a product’s page."))
    return f"{KINDS[found[1]]}:{found[2]}"


def leads_somewhere(address: str) -> None:
    try:
        named_thing(address)
    except ValueError as error:
        raise ValidationError(str(error)) from None


def topics() -> list[tuple[str, str]]:
    return [(topic.key, topic.name) for topic in Topic.objects.order_by("order")]


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    intro = blocks.TextBlock(label=_("a few words before it"), required=False, rows=2, max_length=600)
    chosen = blocks.ListBlock(
        blocks.CharBlock(
            label=_("web address"),
            max_length=300,
            validators=[leads_somewhere],
            help_text=_("The address of an answer’s or a product’s page, in either language."),
        ),
        label=_("chosen by you"),
        min_num=0,
        max_num=20,
    )
    topic = blocks.ChoiceBlock(label=_("and by themselves, the newest about"), choices=topics, required=False)


class GuideBlocks(blocks.StreamBlock):
    section = SectionBlock(label=_("Section"), icon="list-ul")

    class Meta:
        min_num = 1
        max_num = 20
