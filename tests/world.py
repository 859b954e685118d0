"""The small named world of the tests: two readers who consent and do not, the people who serve them, and an outsider.

`noise` is always there: other readers and topics exist, so that a query which forgets to filter is found out.
"""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from foreword.people.models import Audience, Consent, Dimension, Person, Role, Topic

TOPICS = [
    ("borrowing", "Borrowing and returning", "借还图书", "G252.3"),
    ("access", "Off-campus access", "校外访问", "G250.73"),
    ("citation", "Citing and references", "引文与参考文献", "G256"),
    ("thesis", "Thesis and dissertation", "学位论文", "G643"),
    ("searching", "Searching the literature", "文献检索", "G254.9"),
]


def person(name: str, role: Role = Role.READER, **fields) -> Person:
    return Person.objects.create(email=f"{name.lower()}@lakeside.example", name=name, role=role, **fields)


def sign_in(client: Client, who: Person) -> Client:
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def _plain_static(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _english():
    """A page made in Chinese by one test leaves its language to the next in the same thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def topics(db) -> dict[str, Topic]:
    rows = [Topic(key=key, name_en=en, name_zh=zh, clc=clc, order=n) for n, (key, en, zh, clc) in enumerate(TOPICS)]
    Topic.objects.bulk_create(rows)
    return {topic.key: topic for topic in rows}


@pytest.fixture
def noise(db) -> Person:
    """Somebody else, who must never turn up in anyone's list."""
    return person("Noise", kind=Audience.UNDERGRADUATE, department="Nowhere")


@pytest.fixture
def lin(db, noise) -> Person:
    """A graduate student of civil engineering who reads Chinese and agreed to everything."""
    who = person(
        "林悦", kind=Audience.GRADUATE, department="土木工程学院", discipline="TU", cohort=2025, language="zh-hans"
    )
    Person.objects.filter(pk=who.pk).update(email="lin@lakeside.example")
    who.refresh_from_db()
    Consent.objects.bulk_create(Consent(person=who, dimension=dimension) for dimension in Dimension)
    return who


@pytest.fixture
def omar(db, noise) -> Person:
    """An undergraduate who agreed to nothing, and must want for nothing."""
    return person("Omar", kind=Audience.UNDERGRADUATE, department="Economics", discipline="F", cohort=2026)


@pytest.fixture
def prof(db, noise) -> Person:
    return person("Professor Adeyemi", kind=Audience.TEACHER, department="Law", discipline="D9")


@pytest.fixture
def outsider(db) -> Person:
    """A reader who must see nothing of anybody's."""
    return person("Outsider", kind=Audience.OTHER)


@pytest.fixture
def mei(db) -> Person:
    return person("Mei", Role.STUDENT_LIBRARIAN)


@pytest.fixture
def chen(db) -> Person:
    return person("Chen", Role.REFERENCE_LIBRARIAN)


@pytest.fixture
def wu(db) -> Person:
    return person("Wu", Role.SUBJECT_EXPERT, skills=["TU", "R"])


@pytest.fixture
def zhao(db) -> Person:
    return person("Zhao", Role.EDITOR)


@pytest.fixture
def dean(db) -> Person:
    return person("Dean", Role.HEAD_OF_SERVICE)


@pytest.fixture
def admin(db) -> Person:
    return person("Admin", Role.ADMINISTRATOR, is_superuser=True)
