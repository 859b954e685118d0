"""What each dimension is used for, in the words that a reader agrees to.

Whoever changes one of these texts raises `consent.PURPOSE_VERSION`, so that everybody is asked again; a test compares.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foreword.people.models import Dimension, Facet

PURPOSES: dict[str, Promise] = {
    Dimension.PROFILE: _("Your department, degree and year, so that you are shown what others in your place needed."),
    Dimension.COURSES: _("The courses you take, so that their reading and deadlines reach you in time."),
    Dimension.PREFERENCES: _("Your language and the form you like, so that answers come the way you want them."),
    Dimension.STYLE: _("Whether you like short or thorough answers, by yourself or from a person. Only what you say."),
    Dimension.SEARCHES: _("What you search for here, so that the answer to your next search can come first."),
    Dimension.READING: _("Which pages and answers you open and find useful, so that you are shown what follows."),
    Dimension.LOANS: _("The topics of what you borrow, never the titles, so that guides to them find you."),
    Dimension.QUESTIONS: _("The topics of your questions, never their words, so that you hear when there is more."),
    Dimension.PLACE: _("The time of term, so that you hear of a deadline before it comes."),
    Dimension.COMMUNITY: _("The topics that you write on for other readers, so that their new questions find you."),
    Dimension.VISITS: _(
        "When you come to which library, so that you hear what concerns that house before you set out."
    ),
}

FACETS: dict[str, Promise] = {
    Facet.BACKGROUND: _("Who you are at the university."),
    Facet.CHARACTERISTICS: _("How you like to read, listen or watch, and how you search."),
    Facet.PERSONALITY: _("How you like to be helped: as you say, or as you plainly do here. Never a verdict on you."),
    Facet.BEHAVIOUR: _("What you have been looking for here."),
    Facet.SCENARIO: _("Where the term stands, and what you are in the middle of."),
}
