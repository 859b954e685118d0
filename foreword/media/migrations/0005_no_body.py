from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("media", "0004_body_into_blocks")]

    operations = [migrations.RemoveField(model_name="productpage", name="body")]
