"""Fill an empty site with the organisation Halyard, its decisions and its meetings."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from home.demo import cast, files
from home.demo.load import load
from meetings.models import Meeting
from records.models import Record


class Command(BaseCommand):
    stealth_options = ("welcome",)  # `prepare` leaves it to `serve` to say how to sign in
    help = "Fill an empty site with the demonstration: Halyard, three years of its decisions and meetings."

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")

    def handle(self, *, quiet=False, welcome=True, **options):
        if Record.objects.exists() or Meeting.objects.exists():
            raise CommandError("This site has records or meetings of its own, so Halyard was not loaded. Nothing was changed.")
        if taken := User.objects.filter(handle__in=files.facts("people")["people"]).order_by("handle").first():
            raise CommandError(f"“{taken.handle}” is somebody here already, and a person of the demonstration too. Nothing was changed.")
        load(tell=(lambda done, total: None) if quiet else self.tell)
        if welcome and not quiet:
            self.stdout.write(cast.sign_ins())

    def tell(self, done, total):
        """Show how far the story has come: one line that grows, or only the last where nobody watches."""
        if self.stdout.isatty():
            self.stdout.write(f"\rLoading Halyard: {done} of {total} events", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total:
            self.stdout.write(f"Loaded Halyard: {total} events")
