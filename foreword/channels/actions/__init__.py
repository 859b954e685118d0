"""Stories of the channels."""

from foreword.channels.actions.accounts import MayNotKeep, drop_account, keep_account, try_account
from foreword.channels.actions.messages import ClientIdTaken, accept_message, open_conversation
from foreword.channels.actions.receiving import file_all_the_same, forget_words, receive_mail
from foreword.channels.actions.sending import note_return, send_again, send_mail, send_notice, withdraw_notices

__all__ = [
    "ClientIdTaken",
    "MayNotKeep",
    "accept_message",
    "drop_account",
    "file_all_the_same",
    "forget_words",
    "keep_account",
    "note_return",
    "open_conversation",
    "receive_mail",
    "send_again",
    "send_mail",
    "send_notice",
    "try_account",
    "withdraw_notices",
]
