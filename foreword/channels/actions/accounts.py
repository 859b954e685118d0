"""Setting up accounts at media that are not ours, trying them, and taking them out."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from foreword.channels.models import ChannelAccount
from foreword.channels.outward import acting
from foreword.channels.outward.interface import Done, Taken
from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person, Role


class MayNotKeep(Exception):
    """With the reason in words."""


def keep_account(
    *,
    by: Person,
    account: ChannelAccount,
    name: str,
    config: Mapping[str, str],
    secrets: Mapping[str, str],
    enabled: bool,
) -> ChannelAccount:
    """A new one or a changed one. Secrets that are not given stay as they were."""
    _allow(by)
    account.name, account.config, account.enabled = name, dict(config), enabled
    account.tried_at, account.said, account.trouble = None, "", ""
    account.keep_secrets({key: value for key, value in secrets.items() if value})
    try:
        with transaction.atomic():
            account.save()
            AuditEntry.write(
                actor=by.pid, action="channels.keep_account", target=f"channels.channelaccount:{account.pid}"
            )
    except IntegrityError:
        raise MayNotKeep(_("There is another account of this name.")) from None
    return account


def try_account(*, by: Person, account: ChannelAccount) -> ChannelAccount:
    """Ask the medium whether the account works; nothing is published, and no transaction waits for the answer."""
    _allow(by)
    result = acting.check(account.kind, account.access)
    account.tried_at = now()
    account.trouble = "" if isinstance(result, Done | Taken) else result.trouble
    account.said = "" if isinstance(result, Taken) else result.said[:300]
    account.save(update_fields=["tried_at", "trouble", "said"])
    return account


@transaction.atomic
def drop_account(*, by: Person, account: ChannelAccount) -> None:
    """Not while something went out through it: then nobody could correct or withdraw that any more."""
    _allow(by)
    try:
        account.delete()
    except ProtectedError:
        raise MayNotKeep(_("Something went out through this account. Switch it off instead.")) from None
    AuditEntry.write(actor=by.pid, action="channels.drop_account", target=f"channels.channelaccount:{account.pid}")


def _allow(by: Person) -> None:
    if by.role != Role.ADMINISTRATOR:
        raise MayNotKeep(_("Only administrators set up accounts."))
