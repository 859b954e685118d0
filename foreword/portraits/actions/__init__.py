from foreword.portraits.actions.changes import NoSuchTrait, TraitChange, change_portrait
from foreword.portraits.actions.choices import (
    NotAllowed,
    correct,
    declare,
    deny,
    forget,
    hide,
    show,
    show_plain,
    switch,
    switch_all_off,
    switch_facet_off,
)
from foreword.portraits.actions.forgetting import forget_dimension, forget_portrait
from foreword.portraits.actions.growing import rebuild, renew
from foreword.portraits.actions.signals import place_signal, record_signal

__all__ = [
    "NoSuchTrait",
    "NotAllowed",
    "TraitChange",
    "change_portrait",
    "correct",
    "declare",
    "deny",
    "forget",
    "forget_dimension",
    "forget_portrait",
    "hide",
    "place_signal",
    "rebuild",
    "record_signal",
    "renew",
    "show",
    "show_plain",
    "switch",
    "switch_all_off",
    "switch_facet_off",
]
