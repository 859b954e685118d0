"""Whether its asker may take a question back, or take it up again."""

from datetime import timedelta
from typing import Final

from foreword.channels.models import LiveChat
from foreword.desk.models import Ended, Question
from foreword.kernel.clock import now

REASONS: Final = (Ended.FOUND, Ended.UNNEEDED)
UNDO_FOR: Final = timedelta(days=7)
"""Afterwards whatever its asker writes opens it again, but it begins anew."""


def may_take_back(question: Question) -> bool:
    """Not what is answered, and not while its chat waits in the line."""
    waits = LiveChat.objects.waiting().filter(conversation=question.conversation_id)
    return question.is_open and not waits.exists()


def may_come_back(question: Question) -> bool:
    return question.ended in REASONS and question.archived_at is not None and question.archived_at > now() - UNDO_FOR
