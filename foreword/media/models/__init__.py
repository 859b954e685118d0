from foreword.media.models.product import ProductIndexPage, ProductPage, ProductSource

__all__ = ["ProductIndexPage", "ProductPage", "ProductSource"]
