"""Loading the demo library: all of it or nothing, so that a first run that was interrupted starts again cleanly."""

from collections.abc import Callable

from django.db import transaction

from foreword.demo import drafts, guides, history, library, programme, quality, questions, readers, screens, signals
from foreword.desk.actions.measuring import measure_changed
from foreword.kernel.jobs.run import run_until_idle
from foreword.knowledge.models import Entry
from foreword.media.actions import grant_studio
from foreword.people.models import Person, Role

Say = Callable[[str], None]


def is_loaded() -> bool:
    return Entry.objects.filter(key="renew-loans").exists()


@transaction.atomic
def load(say: Say) -> None:
    say("Topics and seasons")
    library.load_topics()
    library.load_seasons()
    say("Readers and staff")
    staff = readers.load_staff()
    library.load_hours(_one(staff, Role.HEAD_OF_SERVICE))
    library.load_rules()
    library.load_trust(staff)
    library.load_occasions(editor=_one(staff, Role.EDITOR), head=_one(staff, Role.HEAD_OF_SERVICE))
    people = readers.load_readers()
    say("Entries, products and catalogue records")
    library.load_entries(
        drafted_by=_one(staff, Role.REFERENCE_LIBRARIAN), published_by=_one(staff, Role.SUBJECT_EXPERT)
    )
    library.load_products([_one(staff, Role.SUBJECT_EXPERT), _one(staff, Role.REFERENCE_LIBRARIAN)])
    guides.load_guides()
    screens.load_screens(_one(staff, Role.EDITOR))
    grant_studio()
    programme.load_programme(_one(staff, Role.ADMINISTRATOR), _one(staff, Role.EDITOR))
    library.load_records()
    say("Questions and the community")
    asked = questions.load_questions(people, staff)
    questions.load_threads(people, staff)
    say("A term of history")
    quality.load_quality(asked, staff)
    history.load_lineage(asked)
    measure_changed()
    drafts.load_drafts(asked)
    signals.load_signals(people)
    history.load_deliveries(people)
    history.load_reach(people)


def settle(say: Say) -> None:
    """Let the rooms derive what they derive by themselves: portraits, needs, today's answers.

    The shelves' own events first: they concern nobody yet, and later they would renew every reader's answers each time.
    """
    say("Portraits and today's answers")
    run_until_idle()
    history.derive()
    run_until_idle()


def _one(staff: dict[str, Person], role: Role) -> Person:
    return next(person for person in staff.values() if person.role == role)
