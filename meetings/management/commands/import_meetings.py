"""manage.py import_meetings FOLDER --series NAME: minutes from a folder into a series."""

from django.core.management.base import CommandError

from meetings.importing import Task, import_meetings
from meetings.models import MeetingSource, Series
from records.importing.areas import area_named
from ui.refusals import Refused
from ui.slugs import slug_of
from writing.importing.commands import ImportCommand, source_name
from writing.importing.dates import YEAR
from writing.importing.progress import shown


class Command(ImportCommand):
    help = (
        "Import a folder of minutes into a series: title, day, who was there, who chaired and took notes, topics. "
        "Outcomes and actions stay in the text. "
        "Importing again brings over what changed and nothing else. Exit code 1 where nothing could be done."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--series", required=True, metavar="NAME", help="the series’ name or slug; it is made if there is none")

    def handle(self, **options):
        folder, series = self.folder(options["folder"]), self._series(options["series"])
        name = source_name(folder, options["source"])
        source = MeetingSource.objects.filter(owner=series, name=name).first() if series.pk else None
        task = Task(
            folder=folder, series=series, source=source or MeetingSource(name=name), by=self.person(options["by"]), area=area_named(options["area"]),
            dry_run=options["dry_run"], watch=shown, above=next((f"{part}/" for part in reversed(folder.parts) if YEAR.search(part)), ""),
        )  # fmt: skip
        try:
            report = import_meetings(task)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.answer(report, options)

    def _series(self, name):
        if not name.strip():
            raise CommandError("The series needs a name. Nothing was done.")
        slug = slug_of(name)[:64]
        return Series.objects.filter(slug=slug).first() or Series.objects.filter(name=name).first() or Series(name=name[:150], slug=slug)
