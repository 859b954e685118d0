"""What the service itself says to a reader: who was asked for something and has not written, or was answered some days
ago. In the thread, and by mail.

In the language that is active. Whoever asked by mail is reminded of what was asked of them; a notice to anybody else
says neither that nor the question (P20).
"""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from foreword.channels.actions.sending import Body
from foreword.channels.models import Medium, Message
from foreword.desk.letters import exchange_link, library_name, said_path, subject_of
from foreword.desk.models import AnswerLink, Question


def reminder_words(closes: datetime | None) -> str:
    return " ".join(
        [_("We cannot go on without your answer to what we asked you. Please write it here."), *_end(closes)]
    )


def closing_words() -> str:
    return _("We closed this, because we did not hear from you. Answer here, and it opens again.")


def reminder_body(question: Question, asked: Message, closes: datetime | None) -> Body:
    link = exchange_link(question)
    if question.medium == Medium.MAIL:
        quoted = "\n".join(f"> {line}".rstrip() for line in asked.text.splitlines())
        words = [
            _("We cannot go on without your answer to what we asked you:"),
            quoted,
            " ".join([_("Just reply to this mail."), *_end(closes)]),
            _("The whole exchange is here:\n%(link)s") % link,
        ]
    else:
        words = [
            _("About what you asked, we need a word from you before we can go on. Read and answer here:\n%(link)s")
            % link,
            *_end(closes),
        ]
    return _body(question, words, _("We need a word from you"))


def closing_body(question: Question) -> Body:
    words = _("We closed what you asked, because we did not hear from you. Answer, and it opens again:\n%(link)s")
    return _body(question, [words % exchange_link(question)], _("We closed what you asked"))


def follow_up_words(answer: Message) -> str:
    said = {"day": date_format(localtime(answer.sent_at), "DATE_FORMAT")}
    return _("We answered you on %(day)s. Did it work? If not, say so here, and it goes on.") % said


def follow_up_body(question: Question, answer: Message, link: AnswerLink | None) -> Body:
    """With the link of the answer, while that may be used; else with the page."""
    day = date_format(localtime(answer.sent_at), "DATE_FORMAT")
    said = said_path(link) if link and link.is_unspent else exchange_link(question)["link"]
    words = [
        _("We answered what you asked on %(day)s. Did it work? Say so with one click:\n%(link)s")
        % {"day": day, "link": said},
        _("If it did not, we go on. We do not ask again."),
    ]
    return _body(question, words, _("Did our answer work?"))


def _end(closes: datetime | None) -> list[str]:
    if closes is None:
        return []
    day = date_format(localtime(closes), "DATE_FORMAT")
    return [_("If we hear nothing by %(day)s, we close it; your answer opens it again.") % {"day": day}]


def _body(question: Question, words: list[str], subject: str) -> Body:
    """By mail it stands in the exchange, under its subject."""
    over = subject_of(question) if question.medium == Medium.MAIL else subject
    return Body(subject=over, text="\n\n".join([*words, library_name()]))
