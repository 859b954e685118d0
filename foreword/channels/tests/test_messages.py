"""Messages are numbered without gaps and stored once; mail leaves at most once."""

import pytest
from django.core import mail

from foreword.channels import actions, streams
from foreword.channels.actions.sending import Body
from foreword.channels.adapters import smtp as adapter
from foreword.channels.models import Conversation, MailState, OutboundMail
from foreword.kernel import wakeups
from foreword.kernel.jobs.run import run_until_idle
from foreword.kernel.models import OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation() -> Conversation:
    return actions.open_conversation()


def accept(conversation, client_id, **more):
    return actions.accept_message(
        **{"conversation": conversation, "author": "reader", "text": "hello", "client_id": client_id, **more}
    )


def notice(key="k"):
    conversation = Conversation.objects.first() or actions.open_conversation()
    return actions.send_mail(to="a@b.example", body=Body("S", "T"), lang="en", key=key, conversation=conversation)


class TestAccepting:
    def test_numbers_from_one(self, conversation):
        assert [accept(conversation, name).seq for name in "abc"] == [1, 2, 3]

    def test_again_gives_the_stored_one(self, conversation):
        assert accept(conversation, "a") == accept(conversation, "a")
        assert OutboxEvent.objects.filter(kind="channels.MessageAccepted").count() == 1

    @pytest.mark.parametrize("other", [{"text": "other words"}, {"author": "librarian"}, {"internal": True}])
    def test_never_takes_one_message_for_another(self, conversation, other):
        accept(conversation, "a")
        with pytest.raises(actions.ClientIdTaken):
            accept(conversation, "a", **other)

    def test_runs_what_follows_once(self, conversation):
        ran = []
        for _ in range(2):
            accept(conversation, "a", then=ran.append)
        assert len(ran) == 1

    def test_stores_nothing_when_what_follows_fails(self, conversation):
        def fail(_message):
            raise RuntimeError

        with pytest.raises(RuntimeError):
            accept(conversation, "a", then=fail)
        assert accept(conversation, "b").seq == 1

    def test_wakes_both_sides_after_the_commit(self, conversation, django_capture_on_commit_callbacks):
        heard = []
        stop = wakeups.subscribe("*", lambda channel, hint: heard.append((channel.partition(":")[0], hint)))
        with django_capture_on_commit_callbacks(execute=True):
            accept(conversation, "a")
        stop()
        assert {("conversation", 1), ("staffconversation", 1)} <= set(heard)


class TestTheLogs:
    def test_the_readers_has_the_number_of_a_note_and_no_more(self, conversation):
        accept(conversation, "a")
        accept(conversation, "b", internal=True, text="secret")
        accept(conversation, "c")
        log = streams.read_for_reader(conversation.pid, 0)
        assert [seq for seq, _ in log] == [1, 2, 3]
        assert log[1][1] == {"seq": 2}

    def test_the_desks_has_everything(self, conversation):
        accept(conversation, "b", internal=True, text="secret")
        assert streams.read_for_staff(conversation.pid, 0)[0][1]["text"] == "secret"

    def test_begins_after_a_number(self, conversation):
        for name in "abc":
            accept(conversation, name)
        assert [seq for seq, _ in streams.read_for_reader(conversation.pid, 2)] == [3]

    def test_tells_its_last_number(self, conversation):
        accept(conversation, "a")
        assert streams.last_numbers([conversation.pid]) == {conversation.pid: 1}


class TestMail:
    def test_leaves_under_its_own_name(self):
        row = notice()
        run_until_idle()
        row.refresh_from_db()
        assert row.state == MailState.SENT
        assert mail.outbox[0].extra_headers["Message-ID"] == row.message_id

    def test_the_same_key_is_the_same_mail(self):
        assert notice() == notice()
        run_until_idle()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        ("error", "state"),
        [(adapter.Unknown, "uncertain"), (adapter.Refused, "failed"), (adapter.NotTaken, "waiting")],
    )
    def test_what_went_wrong_is_told_apart(self, monkeypatch, error, state):
        def hand_over(_mail):
            raise error("broken")

        monkeypatch.setattr("foreword.channels.adapters.smtp.hand_over", hand_over)
        row = notice()
        run_until_idle()
        row.refresh_from_db()
        assert row.state == state

    def test_a_death_while_sending_is_uncertain_and_not_sent_again(self):
        row = notice()
        OutboundMail.objects.update(state=MailState.SENDING)
        run_until_idle()
        row.refresh_from_db()
        assert (row.state, len(mail.outbox)) == (MailState.UNCERTAIN, 0)
