"""A small named world: a library whose room of entries has a few answers, one of them for the staff, one for Lin alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from foreword.search.documents import Document
from foreword.search.sources import Presented
from foreword.search.viewers import Viewer

LIN = Viewer(pid="lin", is_staff=False)
CHEN = Viewer(pid="chen", is_staff=True)
NOBODY = Viewer.anonymous()

RENEW = Document(
    "entry", "renew", "en", "public", "How do I renew books?", "Sign in and choose Renew before the due date."
)
RENEW_ZH = Document("entry", "renew", "zh-hans", "public", "如何续借图书？", "登录后在到期前点击续借。")
PRINTER = Document("entry", "printer", "en", "public", "Where can I print?", "Printers stand on the second floor.")
THESIS_ZH = Document(
    "entry", "thesis", "zh-hans", "public", "在哪里可以找到本校的学位论文？", "学位论文库收录本校论文。"
)
KEYS = Document("entry", "keys", "en", "staff", "Where is the key of the book vault?", "In the duty drawer.")
ANSWER = Document("answer", "lin-1", "en", "person:lin", "Your question about the vault", "The vault holds rare books.")

EVERYTHING = (RENEW, RENEW_ZH, PRINTER, THESIS_ZH, KEYS, ANSWER)


@dataclass
class Shelf:
    """A room of documents in memory, with the access check that each real room has."""

    kind: str
    held: list[Document] = field(default_factory=list)

    def documents(self) -> Iterator[Document]:
        yield from self.held

    def document(self, key: str) -> list[Document]:
        return [document for document in self.held if document.key == key]

    def present(self, keys: Sequence[str], *, viewer: Viewer, lang: str) -> dict[str, Presented]:
        shown: dict[str, Presented] = {}
        for document in sorted(self.held, key=lambda document: document.lang == lang):
            if document.key in keys and document.access in viewer.access:
                shown[document.key] = Presented(document.title, f"/{document.key}", document.body, document.lang)
        return shown
