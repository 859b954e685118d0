"""The media center holds what the library publishes, and nothing about readers. Wagtail keeps who edited."""

from foreword.kernel.privacy import describe

describe("media.ProductIndexPage", purpose="The folder of one language's products", none=["page_ptr"])
describe(
    "media.ProductPage",
    purpose="A composed answer to a whole situation",
    none=[
        "page_ptr",
        "pid",
        "kind",
        "level",
        "topic",
        "clc",
        "audience",
        "seasons",
        "minutes",
        "summary",
        "body",
    ],
)
describe(
    "media.ProductSource",
    purpose="Know which entries a product is made from",
    none=["id", "product", "entry", "sort_order"],
)
