"""The catalogue is about books. Authors' names are bibliographic facts, and published ones."""

from foreword.kernel.privacy import describe

describe(
    "collection.Record",
    purpose="Find and cite what the library holds",
    none=[
        "id",
        "pid",
        "source",
        "control_number",
        "title",
        "subtitle",
        "authors",
        "edition",
        "publisher",
        "place",
        "year",
        "lang",
        "isbns",
        "issn",
        "clc",
        "call_number",
        "subjects",
        "summary",
        "alternate",
        "raw",
        "updated_at",
    ],
)
