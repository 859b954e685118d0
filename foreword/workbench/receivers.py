"""What the room hears."""

from foreword.desk.events import QuestionAnswered
from foreword.kernel.outbox import EventTable
from foreword.workbench import board

RECEIVERS: EventTable = {QuestionAnswered: [board.answered]}
