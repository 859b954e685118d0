"""The demo library's questions, in every stage, and the threads of its community."""

from datetime import datetime, timedelta

from foreword.channels.models import Author, Conversation, Message
from foreword.community.models import Reply, Thread
from foreword.demo.content import Row, rows
from foreword.desk.actions.asking_back import wait_for_reader
from foreword.desk.models import Citation, Claim, Evaluation, Question, SearchRun, Stage, StageVisit, Understanding
from foreword.kernel.clock import ago, now
from foreword.people.models import Person, Role

People = dict[str, Person]
WAY = [
    Stage.RECEIVED,
    Stage.ACCEPTED,
    Stage.ANALYSING,
    Stage.SEARCHING,
    Stage.ANSWERED,
    Stage.SATISFIED,
    Stage.ARCHIVED,
]
HANDLERS = {
    "student": Role.STUDENT_LIBRARIAN,
    "reference": Role.REFERENCE_LIBRARIAN,
    "expert": Role.SUBJECT_EXPERT,
    "": Role.REFERENCE_LIBRARIAN,
}


def load_questions(readers: People, staff: People) -> dict[str, Question]:
    return {row["key"]: _question(row, readers, _handler(row, staff)) for row in rows("questions", "question")}


def _handler(row: Row, staff: People) -> Person | None:
    if not row["handled_by"]:
        return None
    able = [person for person in staff.values() if person.role == HANDLERS[row["handled_by"]]]
    return able[len(row["key"]) % len(able)]


def _question(row: Row, readers: People, handler: Person | None) -> Question:
    asked = ago(days=row["days_ago"])
    stage = Stage(row["stage"])
    analysed = stage in WAY[2:]
    question = Question.objects.create(
        conversation=Conversation.objects.create(created_at=asked),
        asker=readers.get(row["asker"]),
        text=row["text"].strip(),
        lang=row["lang"],
        medium=row["medium"],
        topic_id=row["topic"],
        clc=row["clc"] if analysed else "",
        read=row["read"] if analysed else None,
        read_suggested=row["read"],
        kind=row["kind"] if analysed else "",
        stage=stage,
        assignee=handler,
        publish_consent=stage == Stage.ARCHIVED,
        asked_at=asked,
    )
    if analysed and handler:
        Understanding.objects.create(question=question, decided_at=asked + timedelta(hours=1))
    moments = _messages(question, row, handler, asked)
    _way(question, handler, asked, moments)
    _searches(question, row, handler, asked)
    if row.get("asked_back"):
        wait_for_reader(question, question.conversation.messages.for_reader().latest("seq"))
    return question


def _messages(question: Question, row: Row, handler: Person | None, asked: datetime) -> list[datetime]:
    """The question itself and what followed; the times at which a librarian wrote to the reader."""
    answered: list[datetime] = []
    lines = [{"by": "reader", "minutes_after": 0, "text": question.text}, *row.get("message", [])]
    newest = now() - timedelta(minutes=1)
    for seq, line in enumerate(lines, start=1):
        reader = line["by"] == "reader"
        sent = min(asked + timedelta(minutes=line["minutes_after"]), newest)
        Message.objects.create(
            conversation=question.conversation,
            seq=seq,
            client_id=f"demo-{seq}",
            author=Author.READER if reader else Author.LIBRARIAN,
            person=question.asker if reader else handler,
            medium=row["medium"],
            kind="note" if line["by"] == "note" else "text",
            internal=line["by"] == "note",
            text=line["text"].strip(),
            lang=row["lang"],
            sent_at=sent,
        )
        if line["by"] == "librarian":
            answered.append(sent)
    Conversation.objects.filter(pk=question.conversation_id).update(last_seq=len(lines))
    return answered


def _way(question: Question, handler: Person | None, asked: datetime, answered: list[datetime]) -> None:
    reached = WAY[: WAY.index(Stage(question.stage)) + 1]
    end = answered[-1] if answered else min(asked + timedelta(hours=2), now())
    step = (end - asked) / max(len(reached), 1)
    for number, stage in enumerate(reached):
        at = end if stage == Stage.ANSWERED else asked + step * number
        at = min(end + timedelta(hours=3 * (number - 4)), now()) if number > 4 else at
        StageVisit.objects.create(question=question, stage=stage, by=None if number == 0 else handler, entered_at=at)
    if handler:
        closed = now() if question.stage == Stage.ARCHIVED else None
        Claim.objects.create(question=question, librarian=handler, claimed_at=asked + step, released_at=closed)
    if Stage.ANSWERED in reached:
        question.conversation.messages.filter(author=Author.LIBRARIAN, internal=False).update(kind="answer")
        question.answered_at = end
    if Stage.SATISFIED in reached:
        Evaluation.objects.create(question=question, satisfied=True, given_at=min(end + timedelta(hours=3), now()))
    if Stage.ARCHIVED in reached:
        question.archived_at = min(end + timedelta(hours=6), now())
    question.save()


def _searches(question: Question, row: Row, handler: Person | None, asked: datetime) -> None:
    for number, search in enumerate(row.get("search", []), start=1):
        SearchRun.objects.create(
            question=question,
            by=handler,
            database=search["database"],
            query=search["query"],
            hits=search.get("hits"),
            ran_at=min(asked + timedelta(minutes=20 * number), now()),
        )


def cite(question: Question, *, kind: str, key: str, title: str, url: str) -> None:
    """Attach a source to the question's last answer."""
    answer = question.conversation.messages.filter(kind="answer").order_by("seq").last()
    Citation.objects.create(question=question, message=answer, kind=kind, key=key, title=title, url=url)


def load_threads(readers: People, staff: People) -> None:
    librarian = next(person for person in staff.values() if person.role == Role.REFERENCE_LIBRARIAN)
    for row in rows("community", "thread"):
        asked = ago(days=row["days_ago"])
        thread = Thread.objects.create(
            asker=readers[row["asker"]],
            topic_id=row["topic"],
            lang=row["lang"],
            title=row["title"],
            text=row["text"].strip(),
            asked_at=asked,
        )
        for answer in row.get("answer", []):
            by_librarian = answer["by"] == "librarian"
            Reply.objects.create(
                thread=thread,
                by=librarian if by_librarian else readers[answer["by"]],
                by_librarian=by_librarian,
                text=answer["text"].strip(),
                replied_at=min(asked + timedelta(hours=answer["hours_after"]), now()),
                votes=answer["votes"],
                endorsed_by=librarian if answer["endorsed"] else None,
            )
