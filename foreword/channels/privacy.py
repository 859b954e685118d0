from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "channels.Conversation",
    purpose="Number the messages of one exchange",
    none=["id", "pid", "last_seq", "created_at"],
)
# A thread belongs to whoever asked: the replies in it quote them, so all of its messages are blanked with them.
describe(
    "channels.Message",
    purpose="Carry on the exchange between a reader and the library",
    subject="conversation__question__asker",
    erase=Erase.BLANK,
    none=["id", "pid", "conversation", "seq", "client_id", "author", "medium", "kind", "internal", "lang", "sent_at"],
    personal=["person"],
    content=["text"],
)
describe(
    "channels.OutboundMail",
    purpose="Tell a reader that there is an answer",
    subject="to__iexact=email",
    retention=timedelta(days=30),
    none=["id", "pid", "message_id", "lang", "state", "created_at", "sent_at", "error"],
    personal=["to"],
    content=["subject", "text"],
)
