"""The portrait over the API: one's own, or nothing."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from ninja.errors import HttpError
from pydantic import Field

from foreword.kernel.erasure import export_person
from foreword.people.actions import NobodysAccount, TooYoung
from foreword.people.models import Dimension, Person
from foreword.people.sessions import signed_in
from foreword.portraits import actions
from foreword.portraits.models import SignalKind
from foreword.portraits.queries import portrait_of

router = Router(tags=["portraits"])


class SwitchOut(Schema):
    dimension: str
    name: str
    purpose: str
    state: str


class TraitOut(Schema):
    pid: str
    key: str
    value: str
    sentence: str
    source: str
    hidden: bool
    corrected: bool


class FacetOut(Schema):
    key: str
    name: str
    purpose: str
    switches: list[SwitchOut]
    traits: list[TraitOut]


class PortraitOut(Schema):
    facets: list[FacetOut]
    plain: bool


class TraitIn(Schema):
    value: str | None = Field(None, max_length=80)
    true: bool = True
    hidden: bool | None = None


class PortraitIn(Schema):
    consent: dict[Dimension, bool] = Field(default_factory=dict)
    traits: dict[str, TraitIn] = Field(default_factory=dict, max_length=200)
    style: dict[str, str] = Field(default_factory=dict, max_length=10)
    plain: bool | None = None


class SignalIn(Schema):
    kind: SignalKind
    item: str = Field("", max_length=60)
    text: str = Field("", max_length=1000)
    about: dict[str, str] = Field(default_factory=dict, max_length=10, description="device, lang, style ...")
    value: float | None = Field(None, ge=0, le=86_400, description="seconds stayed, or stars given")
    dedupe: str | None = Field(None, max_length=80)


class SignalOut(Schema):
    stored: bool
    why: str


@router.get("/me/portrait", response=PortraitOut)
def read(request: HttpRequest) -> Any:
    return portrait_of(_owner(request))


@router.patch("/me/portrait", response=PortraitOut)
def change(request: HttpRequest, given: PortraitIn) -> Any:
    """Switch dimensions, correct or hide traits, say how you like to be answered; what is not named stays."""
    person = _owner(request)
    try:
        actions.change_portrait(
            person=person,
            consent={dimension.value: on for dimension, on in given.consent.items()},
            traits={pid: actions.TraitChange(**wish.dict()) for pid, wish in given.traits.items()},
            style=given.style,
            plain=given.plain,
        )
    except actions.NoSuchTrait:
        raise HttpError(404, _("There is no such trait of yours.")) from None
    except actions.NotAllowed as error:
        raise HttpError(422, _("“%(value)s” cannot be a value here.") % {"value": error}) from None
    except TooYoung:
        raise HttpError(403, _("No portrait is kept of anybody under 14.")) from None
    except NobodysAccount:
        raise HttpError(403, _("Many people use this account, so no portrait is kept of it.")) from None
    return portrait_of(person)


@router.delete("/me/portrait", response={204: None})
def forget(request: HttpRequest) -> Status[None]:
    """Everything off, everything gone. The account stays."""
    person = _owner(request)
    actions.switch_all_off(person=person)
    actions.forget_portrait(person=person)
    return Status(204, None)


@router.get("/me/export")
def export(request: HttpRequest) -> dict[str, Any]:
    """All that is held about you, table by table, each with its purpose."""
    return export_person(_owner(request))


@router.post("/signals", response={202: SignalOut})
def signal(request: HttpRequest, given: SignalIn) -> Status[SignalOut]:
    """Something that the reader did. Kept only under their consent; `stored` says whether, `why` says why not."""
    person = signed_in(request)
    stored = actions.record_signal(
        person=person,
        kind=given.kind,
        item=given.item,
        text=given.text,
        value=given.value,
        about=given.about,
        dedupe=given.dedupe,
    )
    why = "" if stored else _("Not kept: you are not signed in.") if person is None else _not_kept()
    return Status(202, SignalOut(stored=stored is not None, why=why))


def _not_kept() -> str:
    return _("Not kept: you have not agreed to this, or it is too private for a portrait.")


def _owner(request: HttpRequest) -> Person:
    person = signed_in(request)
    if person is None:
        raise HttpError(401, _("Sign in to see your portrait."))
    return person
