"""An occasion as a librarian writes it: whom, when, what, on which media. No code, and one line for each."""

import re
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Audience, Topic
from foreword.push.models import Event, Medium, Occasion, Season
from foreword.push.shelf import shelf
from foreword.push.telling import LEVEL_NAMES

ADDRESS: Final = re.compile(
    r"/(answers|products|records)/([0-9a-z-]{6,40})/?|\b(entry|product|record):([0-9a-z-]{6,40})"
)
KINDS: Final = {"answers": "entry", "products": "product", "records": "record"}
LISTS: Final = ("department", "discipline", "cohort", "course")
MEDIA: Final = [(medium.value, medium.label) for medium in Medium if medium != Medium.PAGE]


class Words(forms.CharField):
    """Several, with commas or on lines between them."""

    def clean(self, value: Any) -> list[str]:
        return [word.strip() for word in re.split(r"[,，、;；\n]+", super().clean(value)) if word.strip()]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class Pages(forms.CharField):
    """Addresses of answers and products, one on each line, as they stand in the browser."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return list(dict.fromkeys(self._page(line) for line in lines))

    def _page(self, line: str) -> str:
        found = ADDRESS.search(line)
        if found is None:
            raise ValidationError(_("“%(line)s” is not the address of an answer or a product."), params={"line": line})
        folder, pid, kind, key = found.groups()
        return f"{KINDS[folder]}:{pid}" if folder else f"{kind}:{key}"

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


def _several(label: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class OccasionForm(forms.ModelForm):
    kind = _several(_("Kind of reader"), choices=Audience.choices)
    level = _several(_("Level of use"))
    interest = _several(_("Interested in"))
    department = Words(label=_("Departments"), required=False)
    discipline = Words(label=_("Fields (CLC)"), required=False)
    cohort = Words(label=_("Years of entry"), required=False)
    course = Words(label=_("Courses (codes)"), required=False)
    used = Pages(label=_("Pages that they used"))
    event = forms.ChoiceField(label=_("What happened to them"), choices=Event.choices, required=False)
    season = forms.ChoiceField(label=_("Season"), required=False)
    topics = _several(_("Topics"))
    items = Pages(label=_("Answers and products, the most important first"))
    ways = _several(_("May also go out"), choices=MEDIA)

    class Meta:
        model = Occasion
        fields = (
            *("name_en", "name_zh", "why_en", "why_zh", "season", "starts_on", "ends_on", "week_from", "week_until"),
            *("event", "items", "topics", "lasts_days"),
        )
        labels: ClassVar = {
            "name_en": _("Name in English"),
            "name_zh": _("Name in Chinese"),
            "why_en": _("The reason, as its reader is told it, in English"),
            "why_zh": _("The reason in Chinese"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "week_from": _("First week of term"),
            "week_until": _("Last week of term"),
            "lasts_days": _("Stays for how many days"),
        }
        help_texts: ClassVar = {"why_en": "", "week_from": ""}
        widgets: ClassVar = {
            "starts_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "lasts_days": forms.NumberInput({"min": 1, "max": 14}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.key, topic.name) for topic in Topic.objects.order_by("order", "key")]
        seasons = {season.key: season.name for season in Season.objects.order_by("starts_on")}
        self._offer("interest", topics)
        self._offer("topics", topics)
        self._offer("level", list(LEVEL_NAMES.items()))
        self._offer("season", [("", _("Any time")), *seasons.items()])
        for name in WHO:
            self.initial.setdefault(name, self.instance.who.get(name, []))
        self.initial.setdefault("ways", self.instance.media)

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_items(self) -> list[str]:
        items: list[str] = self.cleaned_data["items"]
        known = shelf().of_keys((kind, key) for kind, _sep, key in (each.partition(":") for each in items))
        unknown = [each for each in items if tuple(each.split(":")) not in known]
        if unknown:
            raise ValidationError(
                _("“%(line)s” is not published, or is never sent unasked."), params={"line": unknown[0]}
            )
        return items

    def clean_lasts_days(self) -> int:
        days: int = self.cleaned_data["lasts_days"]
        if not 1 <= days <= 14:
            raise ValidationError(_("From one day to fourteen."))
        return days

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for first, last in (("starts_on", "ends_on"), ("week_from", "week_until")):
            if given.get(first) and given.get(last) and given[first] > given[last]:
                self.add_error(last, _("The end comes after the beginning."))
        if given.get("event") == Event.USED and not given.get("used"):
            self.add_error("used", _("Which pages?"))
        return given

    @property
    def given(self) -> dict[str, Any]:
        who = {name: self.cleaned_data[name] for name in WHO if self.cleaned_data[name]}
        return {
            **{name: self.cleaned_data[name] for name in self._meta.fields or ()},
            "who": who,
            "media": self.cleaned_data["ways"],
        }

    def _bound(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def parts(self) -> list[tuple[Any, Any, list[forms.BoundField]]]:
        """A heading, a word on it, its fields."""
        return [
            (_("What it is called"), "", self._bound("name_en", "name_zh", "why_en", "why_zh")),
            (
                _("Who"),
                _("Empty is everybody. Only readers who let us look at it are found by it."),
                self._bound("kind", "level", "department", "discipline", "cohort", "course", "interest"),
            ),
            (
                _("When"),
                _("All that is filled in has to hold."),
                self._bound("season", "event", "starts_on", "ends_on", "week_from", "week_until", "used"),
            ),
            (
                _("What"),
                _("Up to six: those that you name, then those of the topics, or else all that is for the season."),
                self._bound("items", "topics"),
            ),
            (
                _("How"),
                _("It stands on Today in any case. Who gets it otherwise, and how often, is each reader’s choice."),
                self._bound("ways", "lasts_days"),
            ),
        ]


WHO: Final = ("kind", "level", *LISTS, "interest", "used")
