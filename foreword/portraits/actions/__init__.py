from foreword.portraits.actions.changes import NoSuchTrait, TraitChange, change_portrait
from foreword.portraits.actions.choices import (
    NotAllowed,
    correct,
    declare,
    deny,
    forget,
    hide,
    let_rest,
    show,
    show_plain,
    switch,
    switch_all_off,
    switch_facet_off,
    switch_facet_on,
)
from foreword.portraits.actions.forgetting import forget_dimension, forget_portrait
from foreword.portraits.actions.growing import rebuild, rebuild_everybody, renew
from foreword.portraits.actions.intake import Given, Taken, take_in
from foreword.portraits.actions.sharing import mark_shared
from foreword.portraits.actions.signals import place_signal, place_waiting, record_signal

__all__ = [
    "Given",
    "NoSuchTrait",
    "NotAllowed",
    "Taken",
    "TraitChange",
    "change_portrait",
    "correct",
    "declare",
    "deny",
    "forget",
    "forget_dimension",
    "forget_portrait",
    "hide",
    "let_rest",
    "mark_shared",
    "place_signal",
    "place_waiting",
    "rebuild",
    "rebuild_everybody",
    "record_signal",
    "renew",
    "show",
    "show_plain",
    "switch",
    "switch_all_off",
    "switch_facet_off",
    "switch_facet_on",
    "take_in",
]
