"""Who may work in the studio: the group "Editors" follows the roles in `people`, not the other way round."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from foreword.media.actions.trees import product_trees
from foreword.people.models import Person
from foreword.people.models.person import EDITING_ROLES

GROUP = "Editors"
FILES = ("wagtailimages", "wagtaildocs")
ON_PAGES = ("add_page", "change_page", "publish_page", "unlock_page")
ON_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


@transaction.atomic
def grant_studio() -> int:
    """Give the studio to everybody whose role edits, and take it from everybody else; how many have it now."""
    group, _made = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    allowed = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES)
    for tree in product_trees().values():
        for permission in allowed:
            GroupPagePermission.objects.get_or_create(group=group, page=tree.page_ptr, permission=permission)
    everything = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label__in=FILES, codename__in=ON_FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)
    editors = Person.objects.filter(role__in=EDITING_ROLES, is_active=True)
    group.user_set.set(editors)
    return len(editors)
