"""The page tree: one folder of products for each language, translations of each other, under Wagtail's root."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from foreword.media.models import ProductIndexPage

TITLES = {"en": "Products", "zh-hans": "产品"}


@transaction.atomic
def product_trees() -> dict[str, ProductIndexPage]:
    """The folder of each language; made where it is missing, so that it may be called at any time."""
    locales = {lang: Locale.objects.get_or_create(language_code=lang)[0] for lang, _name in settings.LANGUAGES}
    house = locales[settings.LANGUAGE_CODE]
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root", locale=house))
    trees: dict[str, ProductIndexPage] = {}
    for lang, locale in locales.items():
        tree = ProductIndexPage.objects.filter(locale=locale).first()
        if tree is None:
            first = next(iter(trees.values()), None)
            tree = ProductIndexPage(title=TITLES.get(lang, lang), slug=f"products-{lang}", locale=locale)
            if first is not None:
                tree.translation_key = first.translation_key
            root.add_child(instance=tree)
            root.refresh_from_db()
        trees[lang] = tree
    _lead_the_site_to(next(iter(trees.values())))
    return trees


def _lead_the_site_to(tree: ProductIndexPage) -> None:
    """Wagtail's own "Welcome" page makes room: the site begins at the products."""
    site, _made = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": tree, "site_name": "Foreword"}
    )
    stock = site.root_page
    if stock.pk == tree.pk:
        return
    site.root_page = Page.objects.get(pk=tree.pk)
    site.save()
    if stock.slug == "home" and stock.specific_class is Page and not stock.get_children().exists():
        stock.delete()
