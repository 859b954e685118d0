"""Free tags on a question. One spelling each: folded, without the signs that people put around tags."""

import re
import unicodedata

from foreword.desk.actions.steps import hold_living, refuse_outsiders, tell_pages
from foreword.desk.models import Question, Tagging
from foreword.desk.refusals import BadTag
from foreword.desk.story import story
from foreword.people.models import Person

LONGEST = 40


def folded_tag(text: str) -> str:
    """As it is stored: "#Inter-Library  Loan" and "inter-library loan" are one. Raises BadTag."""
    plain = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFKC", text[:400]))
    tag = re.sub(r"\s+", " ", plain).strip(" #,;，；、").casefold()
    if not tag or len(tag) > LONGEST:
        raise BadTag
    return tag


@story
def tag(*, question: Question, by: Person, text: str) -> None:
    """Any of the desk may tag, whoever has the question. The same tag twice is one."""
    name = folded_tag(text)
    hold_living(question)
    refuse_outsiders(by)
    _row, fresh = Tagging.objects.get_or_create(question=question, tag=name, defaults={"by": by})
    if fresh:
        tell_pages(question, "tagged", by, internal=True)


@story
def untag(*, question: Question, by: Person, text: str) -> None:
    hold_living(question)
    refuse_outsiders(by)
    gone, _kinds = Tagging.objects.filter(question=question, tag=text).delete()
    if gone:
        tell_pages(question, "untagged", by, internal=True)
