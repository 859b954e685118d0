"""Who may do what: one table, role by verb. Whose object it is, the querysets' `visible_to` decides."""

from typing import Final

from foreword.people.models import Person, Role

READER, STUDENT, LIBRARIAN = Role.READER, Role.STUDENT_LIBRARIAN, Role.REFERENCE_LIBRARIAN
EXPERT, EDITOR, HEAD, ADMIN = Role.SUBJECT_EXPERT, Role.EDITOR, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR
EVERYBODY: Final = frozenset(Role)

MAY: Final[dict[str, frozenset[Role]]] = {
    "question.ask": EVERYBODY,
    "question.read_any": frozenset([STUDENT, LIBRARIAN, EXPERT, HEAD, ADMIN]),
    "question.claim": frozenset([STUDENT, LIBRARIAN, EXPERT, HEAD, ADMIN]),
    "question.answer": frozenset([STUDENT, LIBRARIAN, EXPERT, HEAD, ADMIN]),
    # Filing publishes nothing: it drafts an entry, which somebody else reads and publishes.
    "question.archive": frozenset([STUDENT, LIBRARIAN, EXPERT, HEAD, ADMIN]),
    "answer.review": frozenset([LIBRARIAN, EXPERT, HEAD, ADMIN]),
    "template.change": frozenset([LIBRARIAN, HEAD, ADMIN]),
    "entry.review": frozenset([LIBRARIAN, EXPERT, EDITOR, HEAD, ADMIN]),
    "entry.publish": frozenset([LIBRARIAN, EXPERT, EDITOR, HEAD, ADMIN]),
    "product.publish": frozenset([EDITOR, HEAD, ADMIN]),
    "occasion.change": frozenset([EDITOR, HEAD, ADMIN]),
    "thread.hide": frozenset([LIBRARIAN, EXPERT, HEAD, ADMIN]),
    "reply.endorse": frozenset([STUDENT, LIBRARIAN, EXPERT, HEAD, ADMIN]),
    "loop.see": frozenset([LIBRARIAN, EXPERT, EDITOR, HEAD, ADMIN]),
    "figures.see": frozenset([HEAD, ADMIN]),
    # Counts of ten readers and more; never a portrait.
    "readers.see": frozenset([EDITOR, HEAD, ADMIN]),
    "installation.change": frozenset([ADMIN]),
    "portrait.read_any": frozenset(),
}
"""`portrait.read_any` is empty on purpose: a portrait is read by its owner and by nobody else (trust.md P12, P17)."""


def may(person: Person | None, verb: str) -> bool:
    """Whether the role allows the verb at all. An unknown verb is a mistake in the code, so it raises."""
    allowed = MAY[verb]
    return person is not None and person.is_authenticated and person.is_active and person.role in allowed
