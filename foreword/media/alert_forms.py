"""The forms of the page of warnings: our own words, or what the campus has sent."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from foreword.kernel.clock import now
from foreword.kernel.ids import new_public_id
from foreword.media.actions.alerts import LONGEST
from foreword.media.cap import LONGEST as LONGEST_BYTES
from foreword.media.cap import WORDS, CannotRead, Info, read_cap
from foreword.media.models import Alert

SEVERITIES = [
    ("Extreme", _("Danger to life")),
    ("Severe", _("Serious")),
    ("Moderate", _("Be careful")),
    ("Minor", _("For information")),
]
LANGS = {"en": "en", "zh": "zh-hans"}


class WarningForm(forms.Form):
    """`key` is new for each page, so that what is sent twice is one warning."""

    key = forms.SlugField(widget=forms.HiddenInput, max_length=40)
    instead_of = forms.IntegerField(widget=forms.HiddenInput, required=False)
    severity = forms.ChoiceField(label=_("How grave"), choices=SEVERITIES, initial="Severe")
    event = forms.CharField(label=_("What happened"), max_length=120, help_text=_("In a word: fire alarm, closure."))
    expires = forms.DateTimeField(
        label=_("In force until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    headline_zh = forms.CharField(label=_("Headline in Chinese"), required=False, max_length=WORDS["headline"])
    description_zh = forms.CharField(label=_("More in Chinese"), required=False, widget=forms.Textarea({"rows": 3}))
    instruction_zh = forms.CharField(
        label=_("What to do, in Chinese"), required=False, widget=forms.Textarea({"rows": 2})
    )
    headline_en = forms.CharField(label=_("Headline in English"), required=False, max_length=WORDS["headline"])
    description_en = forms.CharField(label=_("More in English"), required=False, widget=forms.Textarea({"rows": 3}))
    instruction_en = forms.CharField(
        label=_("What to do, in English"), required=False, widget=forms.Textarea({"rows": 2})
    )

    @classmethod
    def new(cls) -> "WarningForm":
        return cls(initial={"key": new_public_id(), "expires": now() + timedelta(hours=2)})

    @classmethod
    def changing(cls, alert: Alert) -> "WarningForm":
        shorts = {lang: short for short, lang in LANGS.items()}
        said = {f"{name}_{shorts[info['lang']]}": info[name] for info in alert.infos for name in WORDS}
        about = {"event": alert.event, "severity": alert.severity, "expires": alert.expires, "instead_of": alert.pk}
        return cls(initial={"key": new_public_id(), **about, **said})

    @property
    def infos(self) -> tuple[Info, ...]:
        given = self.cleaned_data
        said = [Info(lang, *(given[f"{name}_{short}"].strip() for name in WORDS)) for short, lang in LANGS.items()]
        return tuple(info for info in said if info.headline)

    def clean_expires(self) -> Any:
        expires = self.cleaned_data["expires"]
        if not now() < expires <= now() + LONGEST:
            raise forms.ValidationError(_t("Say when it ends: within thirty days from now."))
        return expires

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for short in LANGS:
            words = [given.get(f"{name}_{short}", "") for name in WORDS]
            if any(words[1:]) and not words[0]:
                self.add_error(f"headline_{short}", _t("Write a headline: it is what is read first."))
            for name, said in zip(WORDS, words, strict=True):
                if len(said) > WORDS[name]:
                    self.add_error(f"{name}_{short}", _t("Shorter: nobody reads so much in a hurry."))
        if not any(given.get(f"headline_{short}") for short in LANGS):
            self.add_error("headline_zh", _t("Write a headline in at least one language."))
        return given


class PasteForm(forms.Form):
    xml = forms.CharField(label=_("The campus’s warning, as CAP"), widget=forms.Textarea({"rows": 5}))

    def clean_xml(self) -> Any:
        raw = self.cleaned_data["xml"].encode()
        try:
            return read_cap(raw[: LONGEST_BYTES + 1])
        except CannotRead as reason:
            raise forms.ValidationError(str(reason)) from None
