"""What the tests of the outward adapters share: something to say, and pictures that are ones."""

import io

from PIL import Image

from foreword.channels.outward.interface import Access, Outgoing, PictureFile

URL = "https://library.example/zh-hans/products/abc/"


def jpeg(width: int = 40, *, noise: bool = False) -> bytes:
    image = Image.effect_noise((width, width), 99).convert("RGB") if noise else Image.new("RGB", (width, width))
    content = io.BytesIO()
    image.save(content, "JPEG", quality=95)
    return content.getvalue()


def picture(content: bytes | None = None, mime: str = "image/jpeg") -> PictureFile:
    return PictureFile("https://library.example/files/images/hall.jpg", "阅览大厅", mime, content or jpeg())


def saying(**given) -> Outgoing:
    said = {
        "key": "abc-publish-1",
        "lang": "zh-hans",
        "title": "第一周",
        "text": f"第一周\n小小的参观。\n{URL}",
        "html": '<p>带上校园卡。</p><p><img src="https://library.example/files/images/hall.jpg" alt="阅览大厅"></p>',
        "url": URL,
        "pictures": (picture(),),
        **given,
    }
    return Outgoing(**said)


def access(config: dict[str, str], **secrets: str) -> Access:
    return Access("account", config, secrets)
