"""What the room holds about people."""

from datetime import timedelta

from foreword.kernel.privacy import Erase, describe

describe(
    "people.Person",
    purpose="An account: who signs in, as what, and how to address them.",
    subject="pk",
    # The password is a hash that says nothing; it is neither shown nor given out, and goes with the row.
    none=["id", "password", "is_superuser", "is_active", "groups", "user_permissions"],
    personal=[
        "pid",
        "last_login",
        "email",
        "name",
        "role",
        "kind",
        "department",
        "discipline",
        "cohort",
        "language",
        "form",
        "skills",
        "plain",
        "under_14",
        "shared",
        "resting_since",
        "facets_off",
        "joined_at",
    ],
)
describe(
    "people.Person_groups",
    purpose="Groups of the admin pages that an account belongs to.",
    subject="person",
    none=["id"],
    personal=["person", "group"],
)
describe(
    "people.Person_user_permissions",
    purpose="Single permissions of the admin pages that an account has.",
    subject="person",
    none=["id"],
    personal=["person", "permission"],
)
describe(
    "people.Consent",
    purpose="The proof of what a reader agreed to, under which text, and when they took it back.",
    subject="person",
    erase=Erase.DELETE,
    retention=timedelta(days=3 * 365),
    since="withdrawn_at",
    none=["id"],
    personal=["person", "dimension", "purpose_version", "channel", "given_at", "withdrawn_at"],
)
describe(
    "people.Topic",
    purpose="The library's own topics.",
    none=["key", "name_en", "name_zh", "clc", "order"],
)
