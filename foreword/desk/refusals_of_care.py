"""Why the desk may say no to a reader's word on their own question: a part of `refusals`."""

from django.utils.translation import gettext_lazy as _

from foreword.desk.refusals import Refusal


class TakenMeanwhile(Refusal):
    code = "taken-meanwhile"
    words = _("A librarian has it now, so its words stay as they are. Write below what should be different.")


class RewordedMeanwhile(Refusal):
    code = "reworded-meanwhile"
    words = _("You changed it in another window meanwhile. Here is what you wrote; look at both, then keep one.")


class NotOpen(Refusal):
    code = "not-open"
    words = _("This question is not open any more, or not yet closed. Load the page again to see where it stands.")


class SurveyUnfinished(Refusal):
    code = "survey-unfinished"
    words = _("One of them has no answer yet.")


class SurveyGone(Refusal):
    code = "survey-gone"
    words = _("We have your answers already, or the time for them is over.")
