"""What a product stands on: entries, records, products, community answers, questions, or a search that was run."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from foreword.media.models.product import ProductPage


class ProductSource(Orderable):
    """`key` is the pid of the thing, for a search its words."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("Entry")
        RECORD = "record", _("Record")
        PRODUCT = "product", _("Product")
        COMMUNITY = "community", _("Community answer")
        QUESTION = "question", _("Question")
        SEARCH = "search", _("Search")

    product = ParentalKey(ProductPage, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ENTRY)
    key = models.CharField(_("which"), max_length=200, db_index=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
