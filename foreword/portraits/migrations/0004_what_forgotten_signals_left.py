"""What interests carried with them becomes remnants; signals that were there have been looked at already."""

from datetime import datetime

from django.db import migrations
from django.db.models import F


def move(apps, _editor):
    trait, remnant, signal = (apps.get_model("portraits", name) for name in ("Trait", "Remnant", "Signal"))
    for each in trait.objects.exclude(carried={}).filter(key__startswith="interest.").iterator(chunk_size=500):
        for dimension, part in each.carried.items():
            at = datetime.fromisoformat(part["at"])
            remnant.objects.create(
                person_id=each.person_id,
                counter=each.key.replace("interest.", "topic.", 1),
                dimension=dimension,
                score=part["score"],
                count=1,
                first_at=min(each.first_at, at),
                at=at,
            )
    signal.objects.filter(placed_at__isnull=True).update(placed_at=F("at"), received_at=F("at"))


class Migration(migrations.Migration):
    dependencies = [("portraits", "0003_what_is_held")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
