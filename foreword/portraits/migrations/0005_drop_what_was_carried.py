from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portraits", "0004_what_forgotten_signals_left")]

    operations = [migrations.RemoveField(model_name="trait", name="carried")]
