"""How it was searched, in words for the reader who gets the answer: what anybody needs to do it again."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from foreword.desk.actions.searching import LONGEST_QUERY
from foreword.desk.models import Question
from foreword.desk.queries.searches import RunLine, Strategy
from foreword.workbench.queries import KINDS


def method_of(question: Question, strategy: Strategy, *, below: str) -> str:
    """`below` and the search under it; the heading stands once, however many searches follow."""
    with override(question.lang):
        title, item = _("How it was searched"), _item(question, strategy)
    head = f"**{title}**"
    text = below.rstrip()
    if item in text:
        return text
    parts = [text] if text else []
    if head not in text:
        parts.append(head)
    return "\n\n".join([*parts, item]) + "\n"


def _item(question: Question, strategy: Strategy) -> str:
    run, place = strategy.last, strategy.database or _("Reference database and catalogue of the library")
    limits = strategy.limits or ", ".join(str(KINDS[kind]) for kind in strategy.kinds if kind in KINDS)
    facts = [_query(question, strategy), _plain(limits), date_format(localtime(run.ran_at), "DATE_FORMAT"), _hits(run)]
    lines = ["- " + " · ".join(fact for fact in (_plain(place), *facts) if fact)]
    lines += [f"  - {_plain(thing.title)}" for thing in strategy.picked]
    return "\n".join(lines)


def _query(question: Question, strategy: Strategy) -> str:
    """Nobody needs to be told their own words."""
    if strategy.query == question.text[:LONGEST_QUERY]:
        return _("in the words of the question")
    return "`{}`".format(" ".join(strategy.query.replace("`", "'").split()))


def _hits(run: RunLine) -> str:
    if run.hits is None:
        return ""
    if run.full:
        return _("more than %(n)d hits") % {"n": run.hits}
    return ngettext("%(n)d hit", "%(n)d hits", run.hits) % {"n": run.hits}


def _plain(text: str) -> str:
    """One line, and no mark of Markdown."""
    line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|~" else sign for sign in line)
