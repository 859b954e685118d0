"""What can be done in the media center besides what its editor does by hand."""

from foreword.media.actions.drafts import MayNotBegin, begin_product
from foreword.media.actions.grant import grant_studio
from foreword.media.actions.noticing import notice_source
from foreword.media.actions.products import Material, create_product
from foreword.media.actions.programme import CannotPlan, cancel, move, plan, settle, try_again
from foreword.media.actions.reviews import MayNotSign, sign
from foreword.media.actions.standing import CannotStand, still_right
from foreword.media.actions.trees import product_trees
from foreword.media.actions.upkeep import (
    correct,
    correct_everywhere,
    mark_outdated,
    withdraw,
    withdraw_what_is_not_public,
)

__all__ = [
    "CannotPlan",
    "CannotStand",
    "Material",
    "MayNotBegin",
    "MayNotSign",
    "begin_product",
    "cancel",
    "correct",
    "correct_everywhere",
    "create_product",
    "grant_studio",
    "mark_outdated",
    "move",
    "notice_source",
    "plan",
    "product_trees",
    "settle",
    "sign",
    "still_right",
    "try_again",
    "withdraw",
    "withdraw_what_is_not_public",
]
