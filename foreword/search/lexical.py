"""Words, ideas and character triples on disk, in tantivy.

Text is cut by our analyser and stored as tokens parted by spaces; queries are built from terms, never parsed, so no
input can be a syntax error. One row for the document and one for each past wording: a document scores as its best row.
Scores are shares: 1 means "says everything that was asked", so a list without a good match stays low.
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import tantivy

from foreword.search import analysis, glossary
from foreword.search.documents import Document
from foreword.search.reach import Reach
from foreword.search.registry import Slots
from foreword.search.scope import Scope, wider_topics

__all__ = ["Found", "LexicalIndex", "Scope"]

WRITER_HEAP = 30_000_000
MOST_TERMS = 64
ROWS_A_HIT = 4
# Of a list's terms the most telling are looked up until they are in so many rows together: with a million documents the
# rest takes ten milliseconds and says next to nothing. A library of some ten thousand never comes so far.
MOST_POSTINGS, LEAST_TERMS = 30_000, 4
EXTRA_BOOST = 0.7
# What BM25 gives one term found once in a text of usual length, in units of its rarity (idf).
USUAL_GAIN = 1.0
EVERYBODY = "*"
SCOPE_FIELDS = ("kind", "access", "lang", "topic", "audience")
TEXT_FIELDS = ("title", "body", "extra", "ideas", "triples", "pinyin")

Query = tantivy.Query
Occur = tantivy.Occur


@dataclass(frozen=True, slots=True)
class Found:
    """Slots, best first, each once, and the share each says of what was asked."""

    slots: Slots
    scores: npt.NDArray[np.float32]

    @classmethod
    def nothing(cls) -> Self:
        return cls(np.zeros(0, np.int64), np.zeros(0, np.float32))


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # A column of numbers: a hit's slot is read from it in a microsecond, where a stored text takes thirty.
    builder.add_unsigned_field("slot", indexed=True, fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    for name in SCOPE_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalIndex:
    """A folder of terms. One writer; any number of readers, which see what was committed last."""

    def __init__(self, folder: Path, heap: int = WRITER_HEAP) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = schema()
        self._index = tantivy.Index(self.schema, path=str(folder), reuse=True)
        self._writer = self._index.writer(heap_size=heap, num_threads=1)

    def add(self, slot: int, document: Document) -> None:
        self._add_row(slot, document, document.title, document.body, (*document.topics, *document.identifiers))
        for variant in document.variants:
            self._add_row(slot, document, variant, "", ())

    def _add_row(self, slot: int, document: Document, title: str, body: str, extra: tuple[str, ...]) -> None:
        row = tantivy.Document()
        row.add_unsigned("slot", slot)
        if document.year is not None:
            row.add_integer("year", document.year)
        for name, value in (("kind", document.kind), ("access", document.access), ("lang", document.lang)):
            row.add_text(name, value)
        for topic in {wider for each in document.topics for wider in wider_topics(each)}:
            row.add_text("topic", topic)
        for audience in document.audience or (EVERYBODY,):
            row.add_text("audience", audience)
        row.add_text("title", " ".join(analysis.tokens(title)))
        row.add_text("body", " ".join(analysis.tokens(body)))
        row.add_text("extra", " ".join(analysis.tokens(" ".join(extra))))
        row.add_text("ideas", " ".join(glossary.read(title).ideas))
        row.add_text("triples", " ".join(analysis.trigrams(" ".join((title, *extra)))))
        row.add_text("pinyin", " ".join(analysis.pinyin(title)))
        self._writer.add_document(row)

    def remove(self, slot: int) -> None:
        self._writer.delete_documents_by_term("slot", slot)

    def commit(self) -> None:
        self._writer.commit()
        self._index.reload()

    def close(self) -> None:
        self._writer.wait_merging_threads()

    def lists(self, text: str, ideas: Sequence[str], reach: Reach, limit: int) -> dict[str, Found]:
        """What each list finds by the text, and by the ideas it names."""
        return {
            "words": self.words(text, reach, limit),
            "ideas": self.ideas(ideas, reach, limit),
            "triples": self.triples(text, reach, limit),
        }

    def words(self, text: str, reach: Reach, limit: int) -> Found:
        """By words; what was typed in Latin letters also finds Chinese titles spelled so."""
        terms, full = self._telling(("title", "body"), _distinct(analysis.tokens(text)))
        clauses = [self._word(term) for term in terms]
        clauses += [
            self._term("pinyin", term, 1.0) for term in _distinct(analysis.fold(text).split()) if term.isascii()
        ]
        return self._search(clauses, reach, limit, full=full)

    def ideas(self, said: Sequence[str], reach: Reach, limit: int) -> Found:
        """By what the glossary says the question speaks of, in whichever language."""
        ideas, _ = self._telling(("ideas",), _distinct(said))
        weights = [glossary.weight(idea) for idea in ideas]
        clauses = [self._term("ideas", idea, weight) for idea, weight in zip(ideas, weights, strict=True)]
        full = sum(
            weight * self._rarity(self._count("ideas", idea)) for idea, weight in zip(ideas, weights, strict=True)
        )
        return self._search(clauses, reach, limit, full=full)

    def triples(self, text: str, reach: Reach, limit: int) -> Found:
        """By character triples of titles and identifiers: finds a name in spite of a typing error."""
        triples, full = self._telling(("triples",), _distinct(analysis.trigrams(text)))
        return self._search([self._term("triples", triple, 1.0) for triple in triples], reach, limit, full=full)

    def _word(self, term: str) -> Query:
        boosts = (("title", 1.0), ("body", 1.0), ("extra", EXTRA_BOOST))
        return Query.disjunction_max_query([self._term(field, term, boost) for field, boost in boosts], tie_breaker=0.3)

    def _term(self, field: str, term: str, boost: float) -> Query:
        return Query.boost_query(Query.term_query(self.schema, field, term, "freq"), boost)

    def _count(self, field: str, term: str) -> int:
        return int(self._index.searcher().doc_freq(field, term))

    def _rarity(self, count: int) -> float:
        """The idf of a term that is in so many rows."""
        return math.log(1 + (self._index.searcher().num_docs - count + 0.5) / (count + 0.5))

    def _telling(self, fields: Sequence[str], terms: list[str]) -> tuple[list[str], float]:
        """Those of the terms that are worth looking up, and the sum of their idf, where they are least rare: what a
        document that says them all would get.
        """
        counts = {term: [self._count(field, term) for field in fields] for term in terms}
        telling, postings = set[str](), 0
        for term in sorted(terms, key=lambda term: sum(counts[term])):
            postings += sum(counts[term])
            if postings > MOST_POSTINGS and len(telling) >= LEAST_TERMS:
                break
            telling.add(term)
        return [term for term in terms if term in telling], sum(self._rarity(max(counts[term])) for term in telling)

    def _search(self, clauses: list[Query], reach: Reach, limit: int, *, full: float) -> Found:
        """First without the scope, which most hits lie in anyway; only if too few do, once more within it. A filter
        that everything passes would cost more than the search itself.
        """
        if not clauses or full <= 0:
            return Found.nothing()
        wanted = Query.boolean_query([(Occur.Should, clause) for clause in clauses])
        found, is_all = (Found.nothing(), False) if reach.is_small else self._rows(wanted, reach, limit)
        if not is_all and len(found.slots) < limit:
            within = [(Occur.Must, wanted), *((Occur.Must, each) for each in self._filters(reach.scope))]
            found, _ = self._rows(Query.boolean_query(within), reach, limit)
        return Found(found.slots, np.asarray(found.scores / (full * USUAL_GAIN), dtype=np.float32))

    def _rows(self, query: Query, reach: Reach, limit: int) -> tuple[Found, bool]:
        """The first `limit` allowed slots among the best rows, and whether there are no rows beyond those seen."""
        searcher = self._index.searcher()
        hits = searcher.search(query, limit * ROWS_A_HIT, count=False).hits
        if not hits:
            return Found.nothing(), True
        slots = np.array(searcher.fast_field_values("slot", [address for _, address in hits]), np.int64)
        scores = np.array([score for score, _ in hits], np.float32)
        _, first = np.unique(slots, return_index=True)
        first.sort()
        first = first[reach.allowed(slots[first])][:limit]
        return Found(slots[first], scores[first]), len(hits) < limit * ROWS_A_HIT

    def _filters(self, scope: Scope) -> list[Query]:
        audiences = None if scope.audiences is None else {*scope.audiences, EVERYBODY}
        wanted = (scope.kinds, scope.access, scope.langs, scope.topics, audiences)
        filters = [self._one_of(field, values) for field, values in zip(SCOPE_FIELDS, wanted, strict=True) if values]
        if scope.years is not None:
            kind, (first, last) = tantivy.FieldType.Integer, scope.years
            filters.append(Query.range_query(self.schema, "year", kind, first, last, use_inverted_index=True))
        return [Query.const_score_query(each, 0.0) for each in filters]

    def _one_of(self, field: str, values: Collection[str]) -> Query:
        return Query.term_set_query(self.schema, field, list(values))


def _distinct(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(terms))[:MOST_TERMS]
