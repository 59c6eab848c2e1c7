"""Build the search index anew from the texts."""

from django.core.management.base import BaseCommand

from home.finding import everything
from search.index import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from all records, risks, meetings and terms. Nothing but the index changes."

    def handle(self, **options):
        found = rebuild(everything())
        self.stdout.write(f"The index holds {found} things.")
