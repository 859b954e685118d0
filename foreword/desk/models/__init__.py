from foreword.desk.models.answer_link import AnswerLink
from foreword.desk.models.asking_back import AskingBack
from foreword.desk.models.autonomy import Level, LevelChange, Mentorship
from foreword.desk.models.care import CareRules
from foreword.desk.models.claim import Claim
from foreword.desk.models.draft import Draft
from foreword.desk.models.evaluation import Evaluation
from foreword.desk.models.exposure import Exposure
from foreword.desk.models.follow_up import FollowUp
from foreword.desk.models.hours import ServiceHours, ServiceSeason, SpecialDay
from foreword.desk.models.quality import QualityRules
from foreword.desk.models.question import OPEN_STAGES, Ended, Kind, Question, Read, Stage, Tier
from foreword.desk.models.reading import StaffReading
from foreword.desk.models.review import Review, ReviewState
from foreword.desk.models.saved_view import SavedView
from foreword.desk.models.search_run import Citation, SearchRun
from foreword.desk.models.service import Routing, RoutingRule, ServiceTarget
from foreword.desk.models.survey import Degree, Difficulty, Stood, Survey
from foreword.desk.models.tagging import Tagging
from foreword.desk.models.tally import AskTally
from foreword.desk.models.task import Task, TaskState
from foreword.desk.models.template import ReplyTemplate
from foreword.desk.models.tie import Tie, TieKind
from foreword.desk.models.turnaround import Turnaround
from foreword.desk.models.understanding import Understanding
from foreword.desk.models.visit import StageVisit
from foreword.desk.models.wording import Wording

__all__ = [
    "OPEN_STAGES",
    "AnswerLink",
    "AskTally",
    "AskingBack",
    "CareRules",
    "Citation",
    "Claim",
    "Degree",
    "Difficulty",
    "Draft",
    "Ended",
    "Evaluation",
    "Exposure",
    "FollowUp",
    "Kind",
    "Level",
    "LevelChange",
    "Mentorship",
    "QualityRules",
    "Question",
    "Read",
    "ReplyTemplate",
    "Review",
    "ReviewState",
    "Routing",
    "RoutingRule",
    "SavedView",
    "SearchRun",
    "ServiceHours",
    "ServiceSeason",
    "ServiceTarget",
    "SpecialDay",
    "StaffReading",
    "Stage",
    "StageVisit",
    "Stood",
    "Survey",
    "Tagging",
    "Task",
    "TaskState",
    "Tie",
    "TieKind",
    "Tier",
    "Turnaround",
    "Understanding",
    "Wording",
]
