from foreword.kernel.rooms import RoomConfig


class PeopleConfig(RoomConfig):
    name = "foreword.people"
