"""What a product is composed of, as its editor sees it. `composing` turns these into the manuscript."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from foreword.kernel.sanitise import MAX_BYTES
from foreword.media.chapters import read_chapters
from foreword.media.citations import STYLES, read_works
from foreword.media.tables import read_table

PICTURE_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp")
RICH: Final = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote", "code"]


def readable(read: Callable[[str], object]) -> Callable[[str], None]:
    """A reader of ours as a validator: its words become the field's."""

    def check(text: str) -> None:
        try:
            read(text)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    return check


def not_too_long(text: str) -> None:
    if len(text.encode()) > MAX_BYTES:
        raise ValidationError(gettext("This text is longer than a page can show. Split it into several blocks."))


def says_something(text: str) -> None:
    """What stands for a picture must be words: a file name or a dot is none."""
    if not any(letter.isalpha() for letter in text) or text.strip().lower().endswith(PICTURE_ENDINGS):
        raise ValidationError(gettext("Say in words what the picture shows."))


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("what it shows"),
        max_length=250,
        validators=[says_something],
        help_text=_("For readers who cannot see it, and wherever pictures are not shown."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)


class ChartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    finding = blocks.CharBlock(
        label=_("what it shows"),
        max_length=250,
        help_text=_("One sentence: it is read out where the chart cannot be seen."),
    )
    form = blocks.ChoiceBlock(label=_("form"), choices=[("bar", _("Bars")), ("line", _("Lines"))], default="bar")
    table = blocks.TextBlock(
        label=_("table"),
        rows=6,
        validators=[readable(read_table)],
        help_text=_(
            "Paste from a spreadsheet. First row: names of columns. First column: names of rows. The rest: numbers."
        ),
    )
    source = blocks.CharBlock(label=_("source of the figures"), required=False, max_length=250)


class RecordingBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(label=_("title"), max_length=120)
    seconds = blocks.IntegerBlock(label=_("seconds"), required=False, min_value=0, max_value=24 * 3600)
    transcript = blocks.TextBlock(label=_("what is said"), rows=6, validators=[not_too_long])
    chapters = blocks.TextBlock(
        label=_("chapters"),
        required=False,
        rows=3,
        validators=[readable(read_chapters)],
        help_text=_("One a line: 1:30 Title"),
    )


class StepBlock(blocks.StructBlock):
    step = blocks.CharBlock(label=_("step"), max_length=200)
    more = blocks.TextBlock(label=_("more"), required=False, rows=2, max_length=1000)


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1, max_num=30)


class AnswerBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=250)
    answer = blocks.RichTextBlock(label=_("answer"), features=RICH)


class CitationsBlock(blocks.StructBlock):
    style = blocks.ChoiceBlock(label=_("style"), choices=[(style, style) for style in STYLES], default=STYLES[0])
    works = blocks.TextBlock(
        label=_("works as CSL-JSON"),
        rows=8,
        validators=[readable(read_works), not_too_long],
        help_text=_("Zotero: export the works as CSL JSON, and paste them here."),
    )


class LinkBlock(blocks.StructBlock):
    url = blocks.URLBlock(label=_("web address"))
    title = blocks.CharBlock(label=_("title"), max_length=200)
    note = blocks.CharBlock(label=_("what is there"), required=False, max_length=300)


class FileBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(label=_("title"), max_length=200)
    note = blocks.CharBlock(label=_("what is there"), required=False, max_length=300)


class ContactBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("who"), max_length=120)
    place = blocks.CharBlock(label=_("where it is"), required=False, max_length=200)
    phone = blocks.CharBlock(label=_("phone"), required=False, max_length=40)
    mail = blocks.EmailBlock(label=_("email"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(cleaned.get(name) for name in ("place", "phone", "mail")):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(gettext("Give at least one way to reach them."))]
            )
        return cleaned


class SpanBlock(blocks.StructBlock):
    days = blocks.CharBlock(label=_("days"), max_length=80)
    times = blocks.CharBlock(label=_("times"), max_length=80)


class HoursBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("where it is"), max_length=120)
    spans = blocks.ListBlock(SpanBlock(), label=_("hours of opening"), min_num=1, max_num=14)
    note = blocks.CharBlock(label=_("except"), required=False, max_length=200)


class ProductBlocks(blocks.StreamBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=RICH, icon="pilcrow", validators=[not_too_long])
    markdown = blocks.TextBlock(label=_("Text in Markdown"), rows=12, icon="code", validators=[not_too_long])
    picture = PictureBlock(label=_("Picture"), icon="image")
    chart = ChartBlock(label=_("Chart"), icon="table")
    audio = RecordingBlock(label=_("Audio"), icon="media")
    video = RecordingBlock(label=_("Video"), icon="media")
    steps = StepsBlock(label=_("Steps"), icon="list-ol")
    answers = blocks.ListBlock(AnswerBlock(), label=_("Questions and answers"), icon="help", min_num=1, max_num=40)
    citations = CitationsBlock(label=_("Works cited"), icon="openquote")
    link = LinkBlock(label=_("Link"), icon="link")
    file = FileBlock(label=_("File"), icon="doc-full")
    contact = ContactBlock(label=_("Contact"), icon="user")
    hours = HoursBlock(label=_("Opening hours"), icon="time")

    class Meta:
        block_counts = {"audio": {"max_num": 4}, "video": {"max_num": 4}}
