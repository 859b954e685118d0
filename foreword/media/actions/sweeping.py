"""Files that no row names any more: of a narration made anew, of work that was cut short."""

from django.core.files.storage import default_storage

from foreword.kernel.clock import ago
from foreword.media.models import Film, Making, Narration


def forget_unnamed_files() -> int:
    """Those older than a day, so that nobody who listens is cut off; how many."""
    named = {
        "spoken": set(Narration.objects.values_list("file", flat=True)),
        "films": {name for names in Film.objects.values_list("file", "cover") for name in names},
        "recordings": set(Making.objects.open().exclude(source="").values_list("source", flat=True)),
    }
    gone = [name for folder, kept in named.items() for name in _files(folder) if name not in kept and _is_old(name)]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def _files(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]] if default_storage.exists(folder) else []


def _is_old(name: str) -> bool:
    return default_storage.get_modified_time(name) < ago(days=1)
