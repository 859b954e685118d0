"""The words of the community's mails. They say nothing of what was asked: who reads along need not know it (P20)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from foreword.channels.actions.sending import Body
from foreword.community.models import Thread


def answered_body(thread: Thread, lang: str) -> Body:
    with override(lang):
        link = settings.FOREWORD_PUBLIC_URL + reverse("community:thread", args=[thread.pid])
        names = settings.FOREWORD_LIBRARY_NAME
        words = _("A question that you follow has been answered. You can read it here:\n%(link)s") % {"link": link}
        once = _("You are told this once.")
        return Body(
            subject=_("A question that you follow has been answered"),
            text="\n\n".join([words, once, str(names.get(lang, names["en"]))]),
        )
