"""The asker changes the words of a question that nobody at the desk has taken yet. How it read before is kept."""

from foreword.desk.actions.steps import hold_living, tell_pages
from foreword.desk.models import Question, Wording
from foreword.desk.queries.wordings import may_reword
from foreword.desk.refusals_of_care import RewordedMeanwhile, TakenMeanwhile
from foreword.desk.story import story
from foreword.desk.text import accepted_text
from foreword.kernel.jobs.queue import add_job
from foreword.search.languages import detect


@story
def reword(*, question: Question, text: str, version: int) -> None:
    """`version` is how often it had been changed when its asker began. The same words again change nothing.

    Raises TextRefused; TakenMeanwhile once somebody has it; RewordedMeanwhile after a change in another window.
    """
    text = accepted_text(text)
    hold_living(question)
    if question.text == text:
        return
    if not may_reword(question):
        raise TakenMeanwhile
    if question.wordings.count() != version:
        raise RewordedMeanwhile
    Wording.objects.create(question=question, text=question.text)
    question.text, found = text, detect(text)
    question.lang = question.lang if found == "und" else found
    question.save()
    question.conversation.messages.filter(client_id="question").update(text=text, lang=question.lang)
    tell_pages(question, "reworded", question.asker, internal=False)
    add_job("foreword.desk.tasks.understand_question", args=[question.pid])
