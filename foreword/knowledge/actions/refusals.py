"""Why an action on an entry was refused. Each carries the sentence that the editor reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.knowledge.models import Entry
from foreword.people.models import Person


class Refused(Exception):
    sentence: str | Promise = ""

    def __init__(self) -> None:
        super().__init__(str(self.sentence))


class OwnDraft(Refused):
    sentence = _("You wrote this draft, so somebody else has to publish it.")


class NotCleared(Refused):
    sentence = _(
        "The reader has not agreed to publication. Read the text, and tick that nobody can be recognised in it."
    )


class NotADraft(Refused):
    sentence = _("This is no longer a draft. Somebody has published it or sent it back.")


class NotAnEditor(Refused):
    sentence = _("Only editors and librarians may publish.")


class NothingToPublish(Refused):
    sentence = _("Write the question and its answer first.")


def require_editor(by: Person) -> None:
    if not by.is_editor:
        raise NotAnEditor


def locked_draft(entry: Entry) -> Entry:
    """The draft as it stands now, held until the transaction ends: of two editors at once, the second is told."""
    draft = Entry.objects.select_for_update().awaiting_review().filter(pk=entry.pk).first()
    if draft is None:
        raise NotADraft
    return draft
