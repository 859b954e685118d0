"""Who is named in a question's thread, so that what is made of it names nobody."""

from foreword.desk.models import Question


def people_named(question: Question) -> list[str]:
    messages = question.conversation.messages.select_related("person")
    people = [question.asker, *(message.person for message in messages)]
    return sorted({person.name for person in people if person and person.name})
