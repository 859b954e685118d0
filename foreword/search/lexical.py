"""Words, ideas and character triples on disk, in tantivy.

Text is cut by our analyser and stored as tokens parted by spaces; queries are built from terms, never parsed, so no
input can be a syntax error. One row for the document and one for each past wording: a document scores as its best row.
Scores are shares: 1 means "says everything that was asked", so a list without a good match stays low.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import tantivy

from foreword.search import analysis, glossary
from foreword.search.documents import Document

WRITER_HEAP = 30_000_000
MOST_TERMS = 64
ROWS_A_HIT = 4
TITLE_BOOST, EXTRA_BOOST = 2.0, 0.7
# What BM25 gives one term found once in a text of usual length, in units of its rarity (idf).
USUAL_GAIN = 1.0

Query = tantivy.Query
Occur = tantivy.Occur


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be found at all: labels the viewer holds, and the kinds asked for (None: all)."""

    access: Collection[str]
    kinds: Collection[str] | None = None


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("uid", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("kind", "access"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body", "extra", "ideas", "triples", "pinyin"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class LexicalIndex:
    """A folder of terms. One writer; any number of readers, which see what was committed last."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.schema = schema()
        self._index = tantivy.Index(self.schema, path=str(folder), reuse=True)
        self._writer = self._index.writer(heap_size=WRITER_HEAP, num_threads=1)

    def add(self, document: Document) -> None:
        self._add_row(document, document.title, document.body, (*document.topics, *document.identifiers))
        for variant in document.variants:
            self._add_row(document, variant, "", ())

    def _add_row(self, document: Document, title: str, body: str, extra: tuple[str, ...]) -> None:
        row = tantivy.Document()
        row.add_text("uid", document.uid)
        row.add_text("kind", document.kind)
        row.add_text("access", document.access)
        row.add_text("title", " ".join(analysis.tokens(title)))
        row.add_text("body", " ".join(analysis.tokens(body)))
        row.add_text("extra", " ".join(analysis.tokens(" ".join(extra))))
        row.add_text("ideas", " ".join(glossary.read(title).ideas))
        row.add_text("triples", " ".join(analysis.trigrams(" ".join((title, *extra)))))
        row.add_text("pinyin", " ".join(analysis.pinyin(title)))
        self._writer.add_document(row)

    def remove(self, uid: str) -> None:
        self._writer.delete_documents_by_term("uid", uid)

    def commit(self) -> None:
        self._writer.commit()
        self._index.reload()

    def close(self) -> None:
        self._writer.wait_merging_threads()

    def words(self, text: str, scope: Scope, limit: int) -> dict[str, float]:
        """By words; what was typed in Latin letters also finds Chinese titles spelled so."""
        terms = _distinct(analysis.tokens(text))
        clauses = [self._word(term) for term in terms]
        clauses += [
            self._term("pinyin", term, 1.0) for term in _distinct(analysis.fold(text).split()) if term.isascii()
        ]
        return self._search(clauses, scope, limit, full=self._rarity("title", terms))

    def ideas(self, text: str, scope: Scope, limit: int) -> dict[str, float]:
        """By what the glossary says the question speaks of, in whichever language."""
        ideas = _distinct(glossary.read(text).ideas)
        weights = [glossary.weight(idea) for idea in ideas]
        clauses = [self._term("ideas", idea, weight) for idea, weight in zip(ideas, weights, strict=True)]
        full = sum(weight * self._rarity("ideas", [idea]) for idea, weight in zip(ideas, weights, strict=True))
        return self._search(clauses, scope, limit, full=full)

    def triples(self, text: str, scope: Scope, limit: int) -> dict[str, float]:
        """By character triples of titles and identifiers: finds a name in spite of a typing error."""
        triples = _distinct(analysis.trigrams(text))
        clauses = [self._term("triples", triple, 1.0) for triple in triples]
        return self._search(clauses, scope, limit, full=self._rarity("triples", triples))

    def _word(self, term: str) -> Query:
        boosts = (("title", TITLE_BOOST), ("body", 1.0), ("extra", EXTRA_BOOST))
        return Query.disjunction_max_query([self._term(field, term, boost) for field, boost in boosts], tie_breaker=0.3)

    def _term(self, field: str, term: str, boost: float) -> Query:
        return Query.boost_query(Query.term_query(self.schema, field, term, "freq"), boost)

    def _rarity(self, field: str, terms: list[str]) -> float:
        """The sum of the terms' idf: what a document that says them all would get."""
        searcher = self._index.searcher()
        rows = searcher.num_docs
        counts = (searcher.doc_freq(field, term) for term in terms)
        return sum(math.log(1 + (rows - count + 0.5) / (count + 0.5)) for count in counts)

    def _search(self, clauses: list[Query], scope: Scope, limit: int, *, full: float) -> dict[str, float]:
        if not clauses or not scope.access or full <= 0:
            return {}
        wanted = [(Occur.Must, Query.boolean_query([(Occur.Should, clause) for clause in clauses]))]
        wanted.append((Occur.Must, self._filter("access", scope.access)))
        if scope.kinds is not None:
            wanted.append((Occur.Must, self._filter("kind", scope.kinds)))
        searcher = self._index.searcher()
        best: dict[str, float] = {}
        for score, address in searcher.search(Query.boolean_query(wanted), limit * ROWS_A_HIT, count=False).hits:
            uid = str(searcher.doc(address).get_first("uid"))
            best.setdefault(uid, float(score) / (full * USUAL_GAIN))
            if len(best) == limit:
                break
        return best

    def _filter(self, field: str, values: Collection[str]) -> Query:
        return Query.const_score_query(Query.term_set_query(self.schema, field, list(values)), 0.0)


def _distinct(terms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(terms))[:MOST_TERMS]
