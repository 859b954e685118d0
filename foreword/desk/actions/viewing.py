"""Ways of looking at the queue, kept under a name: for oneself, or for the whole desk."""

from collections.abc import Mapping

from foreword.desk.actions.steps import refuse_outsiders
from foreword.desk.models import SavedView
from foreword.desk.refusals import EmptyText, NotYours
from foreword.desk.story import story
from foreword.people.models import Person


@story
def save_view(*, owner: Person, name: str, filters: Mapping[str, str], shared: bool = False) -> SavedView:
    """The same name again replaces one's own view. Raises EmptyText without a name."""
    refuse_outsiders(owner)
    name = " ".join(name.replace("\0", "").split())[:60]
    if not name:
        raise EmptyText
    kept = {"filters": dict(filters), "shared": shared}
    view, _fresh = SavedView.objects.update_or_create(owner=owner, name=name, defaults=kept)
    return view


@story
def delete_view(*, view: SavedView, by: Person) -> None:
    """Its owner, or the head of service: else NotYours."""
    refuse_outsiders(by)
    if view.owner_id != by.pk and not by.is_head:
        raise NotYours
    view.delete()
