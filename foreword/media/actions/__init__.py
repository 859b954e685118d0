"""What can be done in the media center besides what its editor does by hand."""

from foreword.media.actions.drafts import MayNotBegin, begin_product
from foreword.media.actions.grant import grant_studio
from foreword.media.actions.noticing import notice_source
from foreword.media.actions.products import Material, create_product
from foreword.media.actions.reviews import MayNotSign, sign
from foreword.media.actions.standing import CannotStand, still_right
from foreword.media.actions.trees import product_trees

__all__ = [
    "CannotStand",
    "Material",
    "MayNotBegin",
    "MayNotSign",
    "begin_product",
    "create_product",
    "grant_studio",
    "notice_source",
    "product_trees",
    "sign",
    "still_right",
]
