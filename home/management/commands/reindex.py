"""Build the search index anew from the texts, or prove that both agree."""

from django.core.management.base import BaseCommand, CommandError

from home.finding import everything
from search.checking import disagreements
from search.index import rebuild

SHOWN = 20


class Command(BaseCommand):
    help = "Build the search index anew from all records, risks, meetings and terms. Nothing but the index changes."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail if index and texts disagree")

    def handle(self, **options):
        if options["check"]:
            return self.check_index()
        found = rebuild(everything())
        self.stdout.write(f"The index holds {found} things.")

    def check_index(self):
        wrong = disagreements(everything())
        for sentence in wrong[:SHOWN]:
            self.stderr.write(sentence)
        if wrong:
            raise CommandError(f"Index and texts disagree in {len(wrong)} things. Run reindex to mend that.")
        self.stdout.write("Index and texts agree.")
