"""What can be done in the media center besides what its editor does by hand."""

from foreword.media.actions.grant import grant_studio
from foreword.media.actions.products import create_product
from foreword.media.actions.reviews import MayNotSign, sign
from foreword.media.actions.trees import product_trees

__all__ = ["MayNotSign", "create_product", "grant_studio", "product_trees", "sign"]
