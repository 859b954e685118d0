"""What pages and other rooms may know of the desk's questions."""

from foreword.desk.queries.pages import QuestionLine, QuestionPage, linked_questions, my_questions, question_page
from foreword.desk.queries.queues import VIEWS, QueuePage, QueueRow, queue
from foreword.desk.queries.reading import is_asker, open_question
from foreword.desk.queries.threads import Cited, ThreadMessage, asker_label, picked, sees_notes, thread_of
from foreword.desk.queries.understanding import Hint, Hints, hints, sure_topic
from foreword.desk.queries.waits import expectation, usual_wait
from foreword.desk.queries.ways import WayStep, way

__all__ = [
    "VIEWS",
    "Cited",
    "Hint",
    "Hints",
    "QuestionLine",
    "QuestionPage",
    "QueuePage",
    "QueueRow",
    "ThreadMessage",
    "WayStep",
    "asker_label",
    "expectation",
    "hints",
    "is_asker",
    "linked_questions",
    "my_questions",
    "open_question",
    "picked",
    "question_page",
    "queue",
    "sees_notes",
    "sure_topic",
    "thread_of",
    "usual_wait",
    "way",
]
