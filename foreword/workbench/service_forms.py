"""How the service is run, as its head writes it: opening hours, a line for each day; rules; targets."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import ChatService
from foreword.desk.hours.calendar import Week
from foreword.desk.hours.spans import Day, read_day, write_day
from foreword.desk.models import (
    CareRules,
    QualityRules,
    RoutingRule,
    ServiceHours,
    ServiceSeason,
    ServiceTarget,
    Tier,
)
from foreword.desk.refusals import HoursRefused
from foreword.people.models import Person


class DayField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, required=False, **kwargs)

    def clean(self, value: Any) -> Day:
        try:
            return read_day(super().clean(value))
        except HoursRefused as refusal:
            raise ValidationError(refusal.message) from None


class SevenDays(forms.Form):
    """`d0` is Monday."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in WEEKDAYS.items():
            self.fields[f"d{number}"] = DayField(label=name)

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"d{number}"] for number in range(7)]

    @property
    def week(self) -> Week:
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = (self.cleaned_data[f"d{n}"] for n in range(7))
        return monday, tuesday, wednesday, thursday, friday, saturday, sunday


class WeekForm(SevenDays):
    zone = forms.CharField(max_length=40, label=_("Time zone"))

    @classmethod
    def of(cls, usual: ServiceHours | None) -> "WeekForm":
        return cls(initial={"zone": "Asia/Shanghai"} if usual is None else {"zone": usual.zone, **_written(usual.week)})


class SeasonForm(SevenDays):
    name_en = forms.CharField(max_length=60, required=False, label=_("Name in English"))
    name_zh = forms.CharField(max_length=30, required=False, label=_("Name in Chinese"))
    first = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    @classmethod
    def of(cls, row: ServiceSeason) -> "SeasonForm":
        named = {name: getattr(row, name) for name in ("name_en", "name_zh", "first", "last")}
        return cls(initial={**named, **_written(row.week)}, prefix=f"s{row.pk}")

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name_en", "name_zh", "first", "last")]

    @property
    def dates_and_names(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name_en", "name_zh", "first", "last")}


class DayForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    spans = DayField(label=_("Hours"))
    name_en = forms.CharField(max_length=60, required=False, label=_("Name in English"))
    name_zh = forms.CharField(max_length=30, required=False, label=_("Name in Chinese"))


def _written(week: list[list[list[int]]]) -> dict[str, str]:
    return {f"d{number}": write_day((start, end) for start, end in day) for number, day in enumerate(week)}


class ChatForm(forms.Form):
    promise_minutes = forms.IntegerField(
        label=_("Minutes until somebody takes a chat"),
        min_value=1,
        max_value=60,
        help_text=_("When they are over, the chat becomes a question, and its reader is told."),
    )
    sites = forms.CharField(
        label=_("Sites that may show the window"),
        required=False,
        max_length=4000,
        help_text=_("One on each line, like https://www.example.edu."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    @classmethod
    def of(cls, service: ChatService) -> "ChatForm":
        return cls(initial={"promise_minutes": service.promise_minutes, "sites": "\n".join(service.origins)})


class RuleForm(forms.ModelForm):
    class Meta:
        model = RoutingRule
        exclude: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"]
        assert isinstance(people, forms.ModelChoiceField)
        people.queryset = Person.objects.at_the_desk().order_by("name")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("target") == Tier.PERSON and not given.get("person"):
            self.add_error("person", _("A person of the desk is needed here."))
        low, high = given.get("read_from"), given.get("read_to")
        if low and high and low > high:
            self.add_error("read_to", _("READ goes from the lower to the higher."))
        return given


class TargetForm(forms.ModelForm):
    class Meta:
        model = ServiceTarget
        exclude: ClassVar[list[str]] = []
        widgets: ClassVar = {
            "urgent": forms.Select(choices=[("", "—"), ("true", _("urgent")), ("false", _("not urgent"))])
        }


class QualityForm(forms.ModelForm):
    """Who is reviewed, and how trust grows and shrinks."""

    class Meta:
        model = QualityRules
        fields = (
            "up_after",
            "up_score",
            "down_after",
            "down_score",
            "down_reopened",
            "sampled_share",
            "trusted_share",
            "review_within",
            "mentor_first",
            "chat_free",
        )

    @property
    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        names = list(self.fields)
        return [
            (_("Levels"), [self[name] for name in names[:7]]),
            (_("Reviews"), [self[name] for name in names[7:]]),
        ]


class CareForm(forms.ModelForm):
    """What keeps a question going until its reader is satisfied."""

    class Meta:
        model = CareRules
        fields = ("remind_first", "remind_again", "close_after", "follow_up_after", "survey_share")
        labels: ClassVar = {
            "remind_first": _("First reminder after"),
            "remind_again": _("Second reminder after"),
            "close_after": _("Closed after the last reminder by"),
            "follow_up_after": _("Asked after"),
            "survey_share": _("Of a hundred answers"),
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, again = given.get("remind_first"), given.get("remind_again")
        if first and again and again <= first:
            self.add_error("remind_again", _("The second reminder comes after the first."))
        return given
