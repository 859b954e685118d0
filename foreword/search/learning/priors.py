"""Giving each document, on its way into the index, what use has taught about it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foreword.search.documents import Document, Folded
from foreword.search.models import LearnedPrior


def with_priors(documents: Iterable[Document], *, of: Folded | None = None) -> Iterator[Document]:
    """`of` names the one object they are all of; without it every prior is read."""
    known = LearnedPrior.objects.filter(kind=of[0], key=of[1]) if of else LearnedPrior.objects.all()
    priors = {(kind, key): value for kind, key, value in known.values_list("kind", "key", "value")}
    for document in documents:
        prior = priors.get(document.folded)
        yield replace(document, prior=prior) if prior else document
