"""Addresses that speak for one reader without signing in: signed, about one thing, and harmless when merely opened."""

from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import override

from foreword.people.models import Person
from foreword.push.models import Delivery

ANSWER: Final = Signer(salt="foreword.push.answer")
PERSON: Final = Signer(salt="foreword.push.unsubscribe")


def said_address(delivery: Delivery, lang: str) -> str:
    return _absolute("push:said", ANSWER.sign(delivery.pid), lang)


def unsubscribe_address(person: Person, lang: str) -> str:
    return _absolute("push:unsubscribe", PERSON.sign(person.pid), lang)


def delivery_behind(token: str) -> Delivery | None:
    pid = _pid(ANSWER, token)
    return Delivery.objects.filter(pid=pid).select_related("person").first() if pid else None


def person_behind(token: str) -> Person | None:
    pid = _pid(PERSON, token)
    return Person.objects.filter(pid=pid, is_active=True).first() if pid else None


def _absolute(name: str, token: str, lang: str) -> str:
    with override(lang):
        return settings.FOREWORD_PUBLIC_URL + reverse(name, args=[token])


def _pid(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token)
    except BadSignature:
        return ""
