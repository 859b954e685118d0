from foreword.desk.models.claim import Claim
from foreword.desk.models.evaluation import Evaluation
from foreword.desk.models.exposure import Exposure
from foreword.desk.models.question import OPEN_STAGES, Kind, Question, Read, Stage
from foreword.desk.models.reading import StaffReading
from foreword.desk.models.search_run import Citation, SearchRun
from foreword.desk.models.tally import AskTally
from foreword.desk.models.understanding import Understanding
from foreword.desk.models.visit import StageVisit

__all__ = [
    "OPEN_STAGES",
    "AskTally",
    "Citation",
    "Claim",
    "Evaluation",
    "Exposure",
    "Kind",
    "Question",
    "Read",
    "SearchRun",
    "StaffReading",
    "Stage",
    "StageVisit",
    "Understanding",
]
