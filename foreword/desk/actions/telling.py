"""The service itself says something to a reader: in the thread, and by mail where an address is known."""

from foreword.channels.actions import accept_message, send_mail
from foreword.channels.actions.sending import Body
from foreword.channels.models import Author, Message
from foreword.desk.models import Question


def tell_reader(question: Question, *, words: str, body: Body, key: str) -> Message:
    """Inside a story. The same `key` is said once, and mailed once."""
    said = accept_message(
        conversation=question.conversation, author=Author.SYSTEM, text=words, client_id=key, lang=question.lang
    )
    if question.address:
        send_mail(
            to=question.address,
            body=body,
            lang=question.lang,
            key=key,
            conversation=question.conversation,
            carries=said,
            automatic=True,
        )
    return said
