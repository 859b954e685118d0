from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "channels.Conversation",
    purpose="Number the messages of one exchange",
    none=["id", "pid", "last_seq", "created_at"],
)
# A thread belongs to whoever asked: replies and notes quote them, so all of its messages are blanked with them; only
# then is no trace of them left (trust.md P8). What others may know of the answer is an entry by then, of nobody. The
# desk's notes are the desk's own: they are erased, but not given out.
describe(
    "channels.Message",
    purpose="Carry on the exchange between a reader and the library",
    subject="conversation__question__asker",
    erase=Erase.BLANK,
    withheld={"internal": True},
    none=["id", "pid", "conversation", "seq", "client_id", "author", "medium", "kind", "internal", "lang", "sent_at"],
    personal=["person"],
    content=["text"],
)
describe(
    "channels.OutboundMail",
    purpose="Tell a reader that there is an answer, and know whether it arrived",
    subject="to__iexact=email",
    retention=timedelta(days=30),
    none=[
        "id",
        "pid",
        "message_id",
        "carries",
        "conversation",
        "lang",
        "automatic",
        "reply_to",
        "state",
        "attempt",
        "created_at",
        "next_at",
        "sent_at",
        "error",
    ],
    personal=["to", "in_reply_to", "references", "unsubscribe"],
    content=["subject", "text", "html"],
)
# The row outlives the bytes, so that a mail which a mail server delivers once more is known for what it is.
describe(
    "channels.InboundMail",
    purpose="Take in each mail once, and show what was not filed",
    subject="sender__iexact=email",
    retention=timedelta(days=180),
    since="received_at",
    none=[
        "id",
        "pid",
        "external_id",
        "sha256",
        "body_sha256",
        "size",
        "cut",
        "via",
        "step",
        "reason",
        "attempt",
        "lease_until",
        "error",
        "received_at",
        "filed_at",
    ],
    personal=["envelope_from", "recipients", "sender"],
    content=["subject"],
)
describe(
    "channels.RawMail",
    purpose="Show the source of a mail while its question is worked on",
    subject="mail__sender__iexact=email",
    retention=timedelta(days=90),
    since="stored_at",
    none=["mail", "stored_at"],
    content=["content"],
)
describe(
    "channels.MailboxCursor",
    purpose="Know how far the library's mailbox has been read",
    none=["id", "mailbox", "uid_validity", "uid", "seen_at", "error"],
)
describe(
    "channels.Letterhead",
    purpose="Show who wrote a mail, and answer in its thread",
    subject="message__conversation__question__asker",
    none=["id", "message", "mail", "stranger"],
    personal=["sender", "sender_name", "own_id", "references"],
    content=["subject", "whole"],
)
describe(
    "channels.MailReference",
    purpose="Find the thread that a mail belongs to, by a hash",
    none=["id", "conversation", "digest"],
)
describe(
    "channels.Attachment",
    purpose="Keep what was sent with the words of an exchange",
    subject="message__conversation__question__asker",
    withheld={"message__internal": True},
    none=["id", "pid", "message", "mime", "size", "added_at", "refused"],
    personal=["sha256"],
    content=["name", "file"],
)
describe(
    "channels.LiveChat",
    purpose="Let a chat wait its turn, become a question when nobody takes it, and tell by mail what was not seen",
    none=[
        "id",
        "conversation",
        "asked_at",
        "promised_at",
        "taken_at",
        "ended_at",
        "ended",
        "seen_seq",
        "tell_at",
    ],
)
describe(
    "channels.Presence",
    purpose="Tell readers whether somebody is there to chat",
    subject="person",
    retention=timedelta(days=2),
    since="seen_at",
    personal=["person", "takes_chats", "seen_at"],
)
describe(
    "channels.ChatService",
    purpose="Keep how soon a chat is taken, and which sites may show the widget",
    none=["id", "single", "promise_minutes", "origins"],
)
describe(
    "channels.ChannelAccount",
    purpose="Publish at media that are not the library’s own",
    none=["id", "pid", "kind", "name", "config", "sealed", "enabled", "tried_at", "said", "trouble"],
)
