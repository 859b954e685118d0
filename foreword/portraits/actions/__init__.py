from foreword.portraits.actions.choices import correct, declare, deny, forget, hide, show, switch, switch_all_off
from foreword.portraits.actions.forgetting import forget_dimension, forget_portrait
from foreword.portraits.actions.growing import rebuild, renew
from foreword.portraits.actions.signals import place_signal, record_signal

__all__ = [
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
    "switch",
    "switch_all_off",
]
