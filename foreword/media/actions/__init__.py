"""What can be done in the media center besides what its editor does by hand."""

from foreword.media.actions.drafts import MayNotBegin, begin_product
from foreword.media.actions.films import ask_for_film, note_posting, note_taken_down
from foreword.media.actions.grant import grant_studio
from foreword.media.actions.making import (
    RecordingRefused,
    ask_for_reading,
    call_the_workshop,
    follow_text,
    remove_narration,
    send_recording,
    stop_making,
)
from foreword.media.actions.noticing import notice_source
from foreword.media.actions.products import Material, create_product
from foreword.media.actions.programme import CannotPlan, cancel, move, plan, settle, try_again
from foreword.media.actions.reviews import MayNotSign, sign
from foreword.media.actions.scheduling import keep_to_the_schedule
from foreword.media.actions.standing import CannotStand, still_right
from foreword.media.actions.sweeping import forget_unnamed_files
from foreword.media.actions.trees import product_trees
from foreword.media.actions.upkeep import (
    correct,
    correct_everywhere,
    mark_outdated,
    withdraw,
    withdraw_what_is_not_public,
)
from foreword.media.actions.workshop import make_next

__all__ = [
    "CannotPlan",
    "CannotStand",
    "Material",
    "MayNotBegin",
    "MayNotSign",
    "RecordingRefused",
    "ask_for_film",
    "ask_for_reading",
    "begin_product",
    "call_the_workshop",
    "cancel",
    "correct",
    "correct_everywhere",
    "create_product",
    "follow_text",
    "forget_unnamed_files",
    "grant_studio",
    "keep_to_the_schedule",
    "make_next",
    "mark_outdated",
    "move",
    "note_posting",
    "note_taken_down",
    "notice_source",
    "plan",
    "product_trees",
    "remove_narration",
    "send_recording",
    "settle",
    "sign",
    "still_right",
    "stop_making",
    "try_again",
    "withdraw",
    "withdraw_what_is_not_public",
]
