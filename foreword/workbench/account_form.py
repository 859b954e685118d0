"""An account at a medium: its form is made from what the medium's adapter asks for."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foreword.channels.models import ChannelAccount
from foreword.channels.outward.interface import Adapter, Setting

HIDDEN: Final = re.compile(r"[\s\x00-\x1f@\\]")


class AccountForm(forms.Form):
    """Secrets are never sent to the browser: an empty field keeps the one that is sealed."""

    name = forms.CharField(max_length=80, label=_("Name"), help_text=_("As colleagues see it."))
    enabled = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def __init__(self, adapter: Adapter, account: ChannelAccount, data: Any = None) -> None:
        is_new = account.pk is None
        shown = {"name": account.name or adapter.name, "enabled": account.enabled, **account.config}
        super().__init__(data, initial=shown)
        self.adapter = adapter
        for setting in adapter.settings:
            self.fields[setting.name] = field_of(setting, is_new=is_new)

    @property
    def config(self) -> dict[str, str]:
        return {each.name: self.cleaned_data[each.name] for each in self.adapter.settings if not each.secret}

    @property
    def secrets(self) -> dict[str, str]:
        return {each.name: self.cleaned_data[each.name] for each in self.adapter.settings if each.secret}


def field_of(setting: Setting, *, is_new: bool) -> forms.Field:
    given: dict[str, Any] = {"label": setting.label, "help_text": setting.help, "required": setting.required}
    if setting.secret:
        given["required"] = setting.required and is_new
        if not is_new:
            given["help_text"] = _("Kept sealed. Empty: it stays as it is.")
        return forms.CharField(
            max_length=2000,
            widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            **given,
        )
    if setting.choices:
        return forms.ChoiceField(choices=setting.choices, initial=setting.default, **given)
    field = forms.EmailField if setting.shape == "mail" else forms.CharField
    line = field(max_length=500, initial=setting.default, **given)
    if setting.shape == "address":
        line.validators.append(web_address)
    return line


def web_address(value: str) -> None:
    """Of any host: a server of the campus may have an address without a name. A place for the text is no fault."""
    parts = urlsplit(value)
    if parts.scheme not in {"https", "http"} or not parts.hostname or HIDDEN.search(value):
        raise ValidationError(_("Write an address that begins with https:// or http://."))
