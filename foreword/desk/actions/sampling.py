"""Some answers of student librarians who send by themselves are looked at afterwards: by lot, which no one picks."""

from datetime import timedelta

from foreword.channels.models import Message
from foreword.desk.models import Level, QualityRules, Question, Review
from foreword.desk.quality.draw import is_drawn
from foreword.desk.queries.hours import working_time
from foreword.desk.queries.standing import in_training, level_of, mentor_of
from foreword.kernel.clock import now


def sample(question: Question, message: Message) -> Review | None:
    """In the write that stores the answer; whether it is drawn follows from the message's id."""
    author = message.person
    if author is None or not in_training(author) or Review.objects.filter(message=message).exists():
        return None
    rules, level = QualityRules.standing(), level_of(author)
    share = {Level.SAMPLED: rules.sampled_share, Level.TRUSTED: rules.trusted_share}.get(level, 0)
    if not is_drawn("review", message.pid, share):
        return None
    hours, at, mentor = working_time(), now(), mentor_of(author)
    until = {
        name: hours.add_open_time(at, timedelta(minutes=minutes).total_seconds())
        for name, minutes in (("due_at", 8 * rules.review_within), ("open_at", rules.mentor_first if mentor else 0))
    }
    return Review.objects.create(
        question=question,
        author=author,
        text=message.text,
        sent_text=message.text,
        message=message,
        submitted_at=at,
        due_at=until["due_at"],
        open_at=until["open_at"] or at,
        first_for=mentor,
    )
