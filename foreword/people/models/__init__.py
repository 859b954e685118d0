from foreword.people.models.consent import FACET_OF, Consent, Dimension, Facet
from foreword.people.models.person import Audience, Person, Role
from foreword.people.models.topic import Topic

__all__ = ["FACET_OF", "Audience", "Consent", "Dimension", "Facet", "Person", "Role", "Topic"]
