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
    purpose="Tell a reader that there is an answer",
    subject="to__iexact=email",
    retention=timedelta(days=30),
    none=["id", "pid", "message_id", "lang", "state", "created_at", "sent_at", "error"],
    personal=["to"],
    content=["subject", "text"],
)
