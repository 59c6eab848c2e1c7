from django.db import migrations, models


def say_nothing(apps, schema_editor):
    """Topics of imported minutes were to be discussed because nobody said anything; where nobody changed the agenda since, it says so."""
    topics = apps.get_model("meetings", "Topic").objects.filter(purpose="discuss", meeting__files__isnull=False)
    topics.exclude(meeting__changes__what="agenda").update(purpose="")


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='topic',
            name='purpose',
            field=models.CharField(blank=True, choices=[('decide', 'To decide'), ('discuss', 'To discuss'), ('inform', 'To inform')], default='discuss', max_length=7),
        ),
        migrations.RunPython(say_nothing, migrations.RunPython.noop),
    ]
