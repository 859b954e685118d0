from django.db import migrations


def note_decisions(apps, schema_editor):
    """What librarians analysed before there was a model is history to learn from."""
    Question = apps.get_model("desk", "Question")
    Understanding = apps.get_model("desk", "Understanding")
    analysed = Question.objects.exclude(text="").exclude(kind="", read=None, clc="").filter(understanding=None)
    rows = analysed.order_by("pk").values_list("pk", "updated_at").iterator(chunk_size=500)
    batch = []
    for pk, at in rows:
        batch.append(Understanding(question_id=pk, decided_at=at))
    Understanding.objects.bulk_create(batch, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("desk", "0005_what_questions_are_about"),
    ]

    operations = [
        migrations.RunPython(note_decisions, migrations.RunPython.noop),
    ]
