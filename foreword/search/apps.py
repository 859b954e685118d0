from foreword.kernel.rooms import RoomConfig


class SearchConfig(RoomConfig):
    name = "foreword.search"
