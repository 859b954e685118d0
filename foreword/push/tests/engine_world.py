"""A small library: readers of three fields, each of whom goes through the titles of theirs."""

import numpy as np

from foreword.push.engine.catalogue import Catalogue, Title
from foreword.push.engine.log import Log

FIELDS = {"law": "contract court statute", "botany": "plant flower leaf", "music": "violin score opera"}
EACH = 30
"""Titles of a field."""


def titles() -> list[Title]:
    return [
        Title(f"{field}{n}", f"{field} {words.split()[n % 3]} volume {n}", f"{field}; {words.split()[n % 3]}", "book")
        for field, words in FIELDS.items()
        for n in range(EACH)
    ]


def catalogue() -> Catalogue:
    return Catalogue.of(titles())


def log(readers: int = 90, days: int = 300, seed: int = 3) -> Log:
    """Each reader borrows only of their field, and comes back to their first title again and again."""
    generator = np.random.default_rng(seed)
    rows = []
    for reader in range(readers):
        first = EACH * (reader % len(FIELDS))
        taken = generator.permutation(EACH)[:12]
        rows += [(reader, first + item, generator.uniform(0, days)) for item in taken]
        rows += [(reader, first + taken[0], day) for day in range(reader % 7, days, 20)]
    users, items, when = (np.array(column) for column in zip(*rows, strict=True))
    return Log.of(users.astype(np.int64), items.astype(np.int64), when.astype(float), n_users=readers, n_items=90)
