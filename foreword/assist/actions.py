"""A model is learned, and takes over from the one before it, or does not."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from foreword.assist.models import LearnedModel
from foreword.assist.understanding.model import Model
from foreword.assist.understanding.storing import to_bytes
from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry


@transaction.atomic
def take_over(*, model: Model, own: int, learned_until: datetime | None, why: str) -> LearnedModel:
    """Make `model` the one in use. The weights of the one before go: it may have learned from what is erased by now."""
    moment = now()
    LearnedModel.objects.filter(current=True).update(current=False, weights=b"")
    made = LearnedModel.objects.create(
        version=f"{moment:%Y%m%d}-{secrets.token_hex(3)}",
        current=True,
        made_at=moment,
        own=own,
        learned_until=learned_until,
        figures=_figures(model),
        weights=to_bytes(model),
    )
    AuditEntry.write(action="understanding.learned", target=f"assist.learnedmodel:{made.version}", purpose=why)
    return made


def stay(*, version: str, why: str) -> None:
    """Note that a new model was tried and was no better than `version`."""
    AuditEntry.write(action="understanding.kept", target=f"assist.learnedmodel:{version}", purpose=why)


def _figures(model: Model) -> Mapping[str, Any]:
    return {name: dict(head.figures) for name, head in model.heads.items()}
