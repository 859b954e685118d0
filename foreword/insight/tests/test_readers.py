"""Groups of readers are drawn so that nobody can be told from a figure, nor from the difference of two (trust.md P16)."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.insight.actions import draw_groups
from foreword.insight.crowd import Crowd
from foreword.insight.models import By, GroupFigure, Measure
from foreword.insight.suppression import K, steady
from foreword.insight.tasks import draw_this_month
from foreword.kernel.clock import now
from foreword.people.models import Audience, Consent, Dimension, Person
from foreword.portraits.models import Need, Source, Trait
from tests.world import person, sign_in

MONTH = date(2026, 11, 1)

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["graduate", "graduate", "teacher"]),
            "cohort": st.sampled_from(["2024", "2025"]),
            "level": st.sampled_from(["newcomer", "regular"]),
        },
        optional={
            "interest.thesis": st.just("thesis"),
            "interest.access": st.just("access"),
            "form": st.sampled_from(["text", "audio"]),
        },
    ),
    min_size=8,
    max_size=70,
)


def seated(people: list[dict[str, str]]) -> Crowd:
    crowd = Crowd()
    for n, traits in enumerate(people):
        crowd.seat(n, traits, ["thesis"] if "interest.thesis" in traits and n % 3 else [])
    return crowd


class TestNobodyIsToldOf:
    """Whatever readers there are: of the published figures, taken as exact, no two and no sum isolate a few."""

    @settings(max_examples=120)
    @given(PEOPLE)
    def test_by_a_small_figure(self, people):
        assert all(count >= K for count in seated(people).published().values())

    @settings(max_examples=120)
    @given(PEOPLE)
    def test_by_the_difference_of_two_figures(self, people):
        crowd = seated(people)
        sets = [crowd.cells[cell] for cell in crowd.published()]
        apart = [(one & ~other).bit_count() for one in sets for other in sets if other & ~one == 0]
        assert all(count == 0 or count >= K for count in apart)

    @settings(max_examples=120)
    @given(PEOPLE)
    def test_by_what_groups_leave_of_the_whole(self, people):
        crowd = seated(people)
        told = crowd.published()
        parts = defaultdict(list)
        for by, group, measure, value in told:
            if by != By.ALL and (By.ALL, "", measure, value) in told:
                parts[(By.ALL, "", measure, value), by].append((by, group, measure, value))
            if measure in {Measure.LEVEL, Measure.FORM}:
                parts[(by, group, Measure.READERS, ""), measure].append((by, group, measure, value))
        for (total, _), cells in parts.items():
            left = told[total] - sum(told[cell] for cell in cells)
            assert left == 0 or left >= K

    @settings(max_examples=120)
    @given(PEOPLE)
    def test_by_being_in_a_group_that_has_it_all(self, people):
        crowd = seated(people)
        told = crowd.published()
        assert all(told[cell] < told[(*cell[:2], Measure.READERS, "")] for cell in told if cell[2] != Measure.READERS)

    @given(st.integers(K, 200), st.integers(K, 200))
    def test_by_what_changed_since_last_month(self, before, count):
        first = steady(before, None)
        assert steady(count, first) == first or abs(steady(count, first) - first) >= K


@pytest.fixture
def readers(topics) -> list[Person]:
    """Twenty-four graduates and eleven teachers; the first twelve graduates look for citing."""
    made = []
    for n in range(35):
        kind = Audience.GRADUATE if n < 24 else Audience.TEACHER
        who = person(f"Reader {n}", kind=kind)
        Consent.objects.bulk_create(
            Consent(person=who, dimension=each) for each in (Dimension.PROFILE, Dimension.SEARCHES)
        )
        Trait.objects.create(
            person=who, facet="background", dimension="profile", key="kind", value=kind, source="imported"
        )
        if n < 12:
            Trait.objects.create(
                person=who, facet="behaviour", dimension="searches", key="interest.citation", value="citation",
                source=Source.INFERRED,
            )  # fmt: skip
        made.append(who)
    return made


def figure(by: str, group: str, measure: str, value: str = "") -> int | None:
    return (
        GroupFigure.objects.filter(by=by, group=group, measure=measure, value=value)
        .values_list("readers", flat=True)
        .first()
    )


@pytest.mark.django_db
class TestAMonth:
    def test_counts_what_groups_have_in_common(self, readers):
        draw_groups(month=MONTH)
        assert figure("all", "", "readers") == 35
        assert figure("kind", "graduate", "topic", "citation") == 10

    def test_leaves_out_what_only_a_few_share(self, readers):
        Trait.objects.filter(person=readers[0], key="interest.citation").delete()
        Trait.objects.filter(person__in=readers[1:4], key="interest.citation").update(hidden_at=now())
        draw_groups(month=MONTH)
        assert figure("all", "", "topic", "citation") is None

    @pytest.mark.parametrize("field", [{"resting_since": now()}, {"shared": True}, {"is_active": False}])
    def test_counts_nobody_whose_portrait_rests(self, readers, field):
        Person.objects.filter(pk__in=[each.pk for each in readers[:3]]).update(**field)
        draw_groups(month=MONTH)
        assert figure("all", "", "topic", "citation") is None

    @pytest.mark.parametrize("change", [{"purpose_version": 0}, {"withdrawn_at": now()}])
    def test_counts_nothing_that_is_not_consented_to_now(self, readers, change):
        Consent.objects.filter(person__in=readers[:3], dimension=Dimension.SEARCHES).update(**change)
        draw_groups(month=MONTH)
        assert figure("all", "", "readers") == 35
        assert figure("all", "", "topic", "citation") is None

    def test_counts_nothing_of_which_one_source_is_not_consented_to(self, readers):
        interests = Trait.objects.filter(person__in=readers[:3], key="interest.citation")
        interests.update(dimensions=[Dimension.SEARCHES, Dimension.READING])
        draw_groups(month=MONTH)
        assert figure("all", "", "topic", "citation") is None

    def test_counts_no_need_that_stands_on_what_is_not_consented_to(self, readers):
        Need.objects.bulk_create(
            Need(person=each, topic="citation", dimensions=[Dimension.SEARCHES]) for each in readers[:12]
        )
        Consent.objects.filter(person__in=readers[:3], dimension=Dimension.SEARCHES).update(purpose_version=0)
        draw_groups(month=MONTH)
        assert figure("all", "", "need", "citation") is None

    def test_is_drawn_once(self, readers):
        draw_groups(month=MONTH)
        Trait.objects.all().delete()
        assert draw_groups(month=MONTH) == 0
        assert figure("all", "", "readers") == 35

    def test_is_drawn_once_though_nothing_could_be_told(self, readers, db):
        Trait.objects.filter(person__in=readers[5:]).delete()
        draw_groups(month=MONTH)
        assert GroupFigure.objects.get().readers == 0
        assert draw_groups(month=MONTH) == 0

    def test_tells_the_same_as_last_month_until_ten_more_have_come(self, readers):
        draw_groups(month=MONTH)
        Trait.objects.filter(person=readers[20]).delete()
        draw_groups(month=MONTH + timedelta(days=30))
        assert figure("all", "", "readers") == 35

    def test_is_begun_by_the_nightly_task(self, readers):
        draw_this_month.call()
        assert GroupFigure.objects.exists()


@pytest.mark.django_db
class TestThePage:
    def page(self, client, who, query=""):
        return sign_in(client, who).get(f"/en/insight/readers/{query}")

    def test_shows_a_group_with_its_table(self, client, dean, readers):
        draw_groups(month=MONTH)
        page = self.page(client, dean, "?by=kind&group=graduate").content.decode()
        assert "Graduate student · 25" in page
        assert "Citing and references" in page

    def test_says_when_the_first_is_drawn(self, client, dean):
        assert "drawn tonight" in self.page(client, dean).content.decode()

    def test_says_that_there_are_too_few(self, client, dean):
        draw_groups(month=MONTH)
        assert "Fewer than ten readers" in self.page(client, dean).content.decode()

    def test_says_that_no_group_is_large_enough(self, client, dean, readers):
        draw_groups(month=MONTH)
        assert "No group of this kind" in self.page(client, dean, "?by=cohort").content.decode()

    @pytest.mark.parametrize("query", ["?by=password", "?by=kind&group=nobody"])
    def test_takes_a_question_that_makes_no_sense(self, client, dean, readers, query):
        draw_groups(month=MONTH)
        assert self.page(client, dean, query).status_code == 200

    @pytest.mark.parametrize(("who", "status"), [("chen", 404), ("lin", 404), ("dean", 200)])
    def test_is_for_who_decides_what_is_written(self, client, who, status, request):
        assert self.page(client, request.getfixturevalue(who)).status_code == status
