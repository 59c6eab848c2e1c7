"""What the two import commands have in common: their options, who imports, the folder, the report."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from .report import Report


class ImportCommand(BaseCommand):
    """Options and answers of an import; the subclass says what is imported, into what."""

    def add_arguments(self, parser):
        parser.add_argument("folder", help="the folder; everything below it is read")
        parser.add_argument("--source", default="", help="a name for this folder, so that a second import finds what the first one made")
        parser.add_argument("--by", default="", help="who imports: an e-mail address or a handle (otherwise the first admin)")
        parser.add_argument("--area", default="", help="the area of all that is imported; it is made if there is none of this name")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
        parser.add_argument("--json", default="", metavar="FILE", help="write the report as JSON too; - is standard output")

    def folder(self, given):
        """The folder as a Path. Raises CommandError with a sentence."""
        folder = Path(given).expanduser()
        if not folder.exists():
            raise CommandError(f"There is no folder {given}. Nothing was done.")
        if not folder.is_dir():
            raise CommandError(f"{given} is a file. Name the folder that it is in.")
        return folder.resolve()

    def person(self, given):
        """Who imports. Raises CommandError where there is nobody."""
        from django.contrib.auth import get_user_model

        people = get_user_model().objects.who_may_sign_in()
        if given:
            key = {"email": given.lower()} if "@" in given.strip("@") else {"handle": given.lstrip("@")}
            person = people.filter(**key).first()
            if person is None:
                raise CommandError(f"Nobody who can sign in is called {given}. Nothing was done.")
            return person
        person = people.filter(role="admin").order_by("pk").first()
        if person is None:
            raise CommandError("There is no admin yet. Say who imports with --by and an e-mail address or a handle. Nothing was done.")
        return person

    def answer(self, report: Report, options):
        """Print the report; write it as JSON where that was asked for."""
        if options["json"] == "-":
            self.stdout.write(report.as_json())
            self.stderr.write(report.summary())
            return
        for line in report.lines(everything=options["verbosity"] > 1):
            self.stdout.write(line)
        if options["json"]:
            try:
                Path(options["json"]).write_text(report.as_json() + "\n", "utf-8")
            except OSError as error:
                raise CommandError(f"The import is done, but its report could not be written to {options['json']}: {error.strerror}.") from error


def source_name(folder, given=""):
    """A name for the folder: what was given; else the repository's name and the folder inside it; else the folder's name."""
    if given:
        return given[:200]
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            inside = folder.relative_to(above).as_posix()
            return (above.name if inside == "." else f"{above.name}/{inside}")[:200]
    return (folder.name or "folder")[:200]
