"""Which conversations a mail belongs to, in the order of how surely each sign says so. Never by a bare number: whoever
can guess one could write into somebody else's thread."""

from collections.abc import Iterable

from foreword.channels.addresses import CONVERSATION, conversation_in, token_in
from foreword.channels.letters.letter import Letter
from foreword.channels.models import Conversation, MailReference, digest_of


def conversations_of(letter: Letter, envelope: Iterable[str]) -> list[Conversation]:
    """By the tokens in its recipients (each names a thread); else by those in its references; else by any Message-ID
    that was seen in a thread."""
    tokens = [token_in(address) for address in (*envelope, *letter.recipients)]
    named = [token.pid for token in tokens if token and token.genuine and token.kind == CONVERSATION]
    named = named or [pid for each in reversed(letter.references) if (pid := conversation_in(each))][:1]
    if named:
        found = Conversation.objects.in_bulk(named, field_name="pid")
        return [found[pid] for pid in dict.fromkeys(named) if pid in found]
    return _seen(letter.references)


def has_forged_token(letter: Letter, envelope: Iterable[str]) -> bool:
    return any((token := token_in(address)) and not token.genuine for address in (*envelope, *letter.recipients))


def remember(conversation: Conversation, letter: Letter) -> None:
    """So that a later mail which names any of these ids joins the same thread, whoever it is from."""
    ids = [each for each in (letter.message_id, *letter.references) if each]
    rows = [MailReference(conversation=conversation, digest=digest_of(each)) for each in dict.fromkeys(ids)]
    MailReference.objects.bulk_create(rows, ignore_conflicts=True)


def _seen(references: tuple[str, ...]) -> list[Conversation]:
    """The nearest reference that is known. One that several threads know says nothing."""
    for each in reversed(references):
        found = Conversation.objects.filter(mail_references__digest=digest_of(each)).distinct()[:2]
        if len(found) == 1:
            return list(found)
    return []
