"""manage.py prepare: make everything ready that the site needs to be served."""

from django.core.management import BaseCommand, CommandError

from config import preparing


class Command(BaseCommand):
    help = "Make everything ready that is not: the data folder, the tables, the static files and, on an empty site, the demo organisation."
    requires_system_checks = []

    def handle(self, **options):
        try:
            preparing.prepare(say=self.say)
        except preparing.NotReady as problem:
            raise CommandError(problem) from None

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
