"""An account at a medium that is not ours: one Mastodon account, one official account, one folder."""

from django.db import models

from foreword.channels.outward.interface import Access, Adapter, Words, words_of
from foreword.channels.outward.registry import adapter_of
from foreword.channels.outward.sealing import seal, unseal
from foreword.kernel.ids import PublicIdField


class ChannelAccountQuerySet(models.QuerySet["ChannelAccount"]):
    def in_use(self) -> list["ChannelAccount"]:
        """Switched on, and of a kind that is installed."""
        return [account for account in self.filter(enabled=True).order_by("name", "pk") if account.adapter]


class ChannelAccount(models.Model):
    """`config` holds what may be seen, `sealed` the keys. `said` and `trouble` are of the last time it was tried."""

    pid = PublicIdField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80, unique=True)
    config = models.JSONField(default=dict)
    sealed = models.TextField(blank=True, editable=False)
    enabled = models.BooleanField(default=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)
    trouble = models.CharField(max_length=12, blank=True)

    objects = ChannelAccountQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def adapter(self) -> Adapter | None:
        return adapter_of(self.kind)

    @property
    def trouble_words(self) -> Words:
        return words_of(self.trouble)

    @property
    def access(self) -> Access:
        return Access(self.pid, self.config, unseal(self.sealed))

    @property
    def medium(self) -> str:
        """The rendition that it is given."""
        return self.adapter.takes(self.access) if self.adapter else ""

    def keep_secrets(self, secrets: dict[str, str]) -> None:
        """Those that are given replace those that were; the others stay."""
        self.sealed = seal({**unseal(self.sealed), **secrets})
