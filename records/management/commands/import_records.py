"""manage.py import_records FOLDER --log KEY: decision records from a folder into a numbered log."""

import re

from django.core.management.base import CommandError

from records.importing import Task, import_records
from records.importing.areas import area_named
from records.models import Log, RecordSource
from records.models.log import KEY
from ui.refusals import Refused
from writing.importing.commands import ImportCommand, source_name
from writing.importing.progress import shown


class Command(ImportCommand):
    help = (
        "Import a folder of decision records (adr-tools, MADR, log4brains, PEP-, RFC- and KEP-style, or any text with a title) into a numbered log. "
        "Importing again brings over what changed and nothing else. Exit code 1 where nothing could be done."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--log", required=True, metavar="KEY", help="the log’s key, such as API; it is made if there is none")
        parser.add_argument("--title", default="", help="the title of a log that is made")
        parser.add_argument("--unstated", choices=["accepted"], default="", help="what a file counts as that states no status")

    def handle(self, **options):
        folder, log = self.folder(options["folder"]), self._log(options["log"], options["title"])
        name = source_name(folder, options["source"])
        source = RecordSource.objects.filter(owner=log, name=name).first() if log.pk else None
        task = Task(
            folder=folder, log=log, source=source or RecordSource(name=name), by=self.person(options["by"]), area=area_named(options["area"]),
            unstated=options["unstated"], dry_run=options["dry_run"], watch=shown,
        )  # fmt: skip
        try:
            report = import_records(task)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.answer(report, options)

    def _log(self, key, title):
        if not re.match(KEY, key):
            raise CommandError(
                f"“{key}” is no key of a log: 2 to 10 capital letters and digits that begin with a letter, such as API. Nothing was done."
            )
        return Log.objects.filter(key=key).first() or Log(key=key, title=title or f"{key} records")
