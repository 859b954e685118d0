"""What ARL counts as a reference transaction (ARL Statistics Questionnaire, "Reference Transactions").

A reference transaction involves the knowledge, use, recommendation, interpretation of, or instruction in the use of
information sources. A directional one involves none but those that describe the library itself: schedules, plans,
handbooks. The mapping and its reasons are in docs/figures.md.
"""

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from foreword.desk.models import Kind


class Transaction(models.TextChoices):
    REFERENCE = "reference", _("Reference transactions")
    DIRECTIONAL = "directional", _("Directional and technical")
    NEITHER = "neither", _("Neither")
    UNKNOWN = "", _("Not classified")


OF_KIND: Final[Mapping[str, Transaction]] = {
    Kind.READY_REFERENCE: Transaction.REFERENCE,
    Kind.KNOWN_ITEM: Transaction.REFERENCE,
    Kind.RESEARCH: Transaction.REFERENCE,
    Kind.DIRECTIONAL: Transaction.DIRECTIONAL,
    Kind.POLICY: Transaction.DIRECTIONAL,
    Kind.TECHNICAL: Transaction.DIRECTIONAL,
    Kind.FEEDBACK: Transaction.NEITHER,
    Kind.OUT_OF_SCOPE: Transaction.NEITHER,
    "": Transaction.UNKNOWN,
}
