"""What the reference database knows about people: who worked on an entry, and, until a draft is reviewed, what was
taken out of it. The reader's own question stays at the desk; here is only its public id."""

from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "knowledge.Entry",
    purpose="Answer the next reader before they ask",
    subject="drafted_by",
    erase=Erase.BLANK,
    none=[
        "id",
        "pid",
        "key",
        "topic",
        "clc",
        "audience",
        "seasons",
        "level",
        "status",
        "related",
        "from_question",
        "asker_agreed",
        "deidentified_by",
        "deidentified_at",
        "published_by",
        "created_at",
        "published_at",
        "updated_at",
    ],
    personal=["drafted_by"],
)
describe(
    "knowledge.EntryText",
    purpose="The entry in one language, personal data removed",
    none=["id", "entry", "lang", "question", "answer", "url"],
)
describe(
    "knowledge.Wording",
    purpose="Find an entry by the words in which readers ask, personal data removed",
    none=["id", "entry", "lang", "text", "confirmed"],
)
describe(
    "knowledge.EntrySource",
    purpose="Know which questions an entry came from",
    none=["id", "entry", "question"],
)
describe(
    "knowledge.Removal",
    purpose="Let the reviewer check what was taken out of a draft; gone when it is published or sent back",
    retention=timedelta(days=90),
    since="noted_at",
    none=["id", "text", "field", "sort", "replaced_by", "noted_at"],
    sensitive=["removed"],
)
