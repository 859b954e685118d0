"""Reply templates and macros: written by those who answer for the desk's words, used by all of it."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from foreword.desk.actions.steps import hold_living
from foreword.desk.actions.tagging import folded_tag, tag
from foreword.desk.actions.working import move
from foreword.desk.models import OPEN_STAGES, Question, ReplyTemplate, Stage
from foreword.desk.placeholders import unknown_placeholders
from foreword.desk.refusals import BadTemplate, NotForYourTemplates
from foreword.desk.story import story
from foreword.kernel.clock import now
from foreword.kernel.models import AuditEntry
from foreword.people.models import Person
from foreword.people.permissions import may


@dataclass(frozen=True, slots=True)
class Wording:
    """`stage` and `tag` are what a macro does besides; both may be empty."""

    name: str
    text_en: str
    text_zh: str
    stage: str = ""
    tag: str = ""


@story
def save_template(*, by: Person, wording: Wording, template: ReplyTemplate | None = None) -> ReplyTemplate:
    """Raises NotForYourTemplates, BadTag, BadTemplate (a text missing, a placeholder unknown, the name taken)."""
    _refuse_role(by)
    _refuse_wording(wording, template)
    template = template or ReplyTemplate()
    template.name, template.text_en, template.text_zh = wording.name.strip(), wording.text_en, wording.text_zh
    template.stage = wording.stage
    template.tag = folded_tag(wording.tag) if wording.tag.strip() else ""
    template.changed_by, template.changed_at = by, now()
    template.save()
    AuditEntry.write(actor=by.pid, action="template.saved", target=f"desk.template:{template.pid}")
    return template


@story
def delete_template(*, by: Person, template: ReplyTemplate) -> None:
    _refuse_role(by)
    AuditEntry.write(actor=by.pid, action="template.deleted", target=f"desk.template:{template.pid}")
    template.delete()


@story
def finish_macro(*, question: Question, by: Person, template: ReplyTemplate) -> None:
    """What a macro does after its reply has gone out: the tag, then the stage."""
    hold_living(question)
    if template.tag:
        tag(question=question, by=by, text=template.tag)
    if template.stage:
        move(question=question, by=by, stage=Stage(template.stage))


def _refuse_role(by: Person) -> None:
    if not may(by, "template.change"):
        raise NotForYourTemplates


def _refuse_wording(wording: Wording, template: ReplyTemplate | None) -> None:
    if not (wording.name.strip() and wording.text_en.strip() and wording.text_zh.strip()):
        raise BadTemplate(gettext_lazy("A template needs a name and its text in both languages."))
    if wording.stage and wording.stage not in OPEN_STAGES:
        raise BadTemplate(gettext_lazy("A macro moves a question to a stage of work only."))
    unknown = unknown_placeholders(wording.text_en + wording.text_zh)
    if unknown:
        raise BadTemplate(gettext("There is no placeholder {%(name)s}.") % {"name": unknown[0]})
    others = ReplyTemplate.objects.exclude(pid=template.pid if template else "")
    if others.filter(name__iexact=wording.name.strip()).exists():
        raise BadTemplate(gettext_lazy("There is already a template with this name."))
