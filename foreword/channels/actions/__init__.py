"""Stories of the channels."""

from foreword.channels.actions.messages import ClientIdTaken, accept_message, open_conversation
from foreword.channels.actions.receiving import file_all_the_same, forget_words, receive_mail
from foreword.channels.actions.sending import note_return, send_again, send_mail, send_notice

__all__ = [
    "ClientIdTaken",
    "accept_message",
    "file_all_the_same",
    "forget_words",
    "note_return",
    "open_conversation",
    "receive_mail",
    "send_again",
    "send_mail",
    "send_notice",
]
