from pathlib import Path

from django.conf import settings

from foreword.kernel.rooms import RoomConfig
from foreword.search import analysis


class SearchConfig(RoomConfig):
    name = "foreword.search"

    def open(self) -> None:
        analysis.keep_dictionary_in(Path(settings.FOREWORD_HOME))
