from foreword.kernel.rooms import RoomConfig


class PortalConfig(RoomConfig):
    name = "foreword.portal"
