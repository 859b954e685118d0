"""Icons and addresses on a page."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines


@pytest.fixture
def shown():
    def render(source: str, **context) -> str:
        return engines["django"].from_string(source).render(context).strip()

    return render


class TestIcon:
    def test_is_hidden_from_those_who_do_not_see(self, shown):
        assert shown('{% icon "sun" %}') == (
            '<svg class="icon " viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
            f'<use href="{staticfiles_storage.url("kernel/icons.svg")}#sun"></use></svg>'
        )

    def test_with_a_label_is_an_image(self, shown):
        assert 'role="img" aria-label="Mail"' in shown('{% icon "mail" "" "0 0 24 24" "Mail" %}')

    def test_may_be_named_by_a_variable(self, shown):
        assert "#moon" in shown("{% icon name %}", name="moon")

    def test_lets_no_name_out_of_its_attribute(self, shown):
        assert '"><b>' not in shown("{% icon name %}", name='"><b>')


class TestStatic:
    def test_is_where_the_storage_says(self, shown):
        assert shown("{% static 'kernel/mark.svg' %}") == staticfiles_storage.url("kernel/mark.svg")

    def test_follows_the_settings(self, shown, settings):
        shown("{% static 'kernel/mark.svg' %}")
        settings.STATIC_URL = "/elsewhere/"
        assert shown("{% static 'kernel/mark.svg' %}") == "/elsewhere/kernel/mark.svg"
