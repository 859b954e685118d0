"""What the community knows about people: what they wrote in public. When somebody is forgotten, their threads are
emptied so that the replies of others keep their place; their own replies go."""

from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "community.Thread",
    purpose="Let readers ask and answer each other in public",
    subject="asker",
    erase=Erase.BLANK,
    index="community=pid",
    none=["id", "pid", "topic", "lang", "asked_at", "hidden_at"],
    personal=["asker"],
    content=["title", "text"],
)
describe(
    "community.Reply",
    purpose="Let readers ask and answer each other in public",
    subject="by",
    index="community=thread__pid",
    none=["id", "pid", "thread", "by_librarian", "replied_at", "votes", "endorsed_by"],
    personal=["by"],
    content=["text"],
)
describe(
    "community.Follow",
    purpose="Tell a reader who asked for it when a public question is answered",
    subject="person",
    retention=timedelta(days=365),
    since="followed_at",
    none=["id"],
    personal=["thread", "person", "followed_at", "told_at"],
)
