from foreword.media.queries.reading import ProductView, product_page, public_products
from foreword.media.queries.waiting import Waiting, waiting_work

__all__ = ["ProductView", "Waiting", "product_page", "public_products", "waiting_work"]
