"""manage.py serve: serve the site, with all that it needs, in this one process."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from config import preparing
from config.greeting import greeting
from config.serving import PortTaken, Server, leave, listen


class Command(BaseCommand):
    help = "Serve the site on HOST and PORT until Ctrl-C or SIGTERM."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true", help="first do what `prepare` does")

    def handle(self, *, prepare, **options):
        try:
            sock = listen(settings.HOST, settings.PORT)
            if prepare:
                call_command("prepare", stdout=self.stdout)
            elif missing := preparing.missing():
                raise CommandError(f"{missing} Run manage.py prepare first.")
        except (PortTaken, preparing.NotReady) as problem:
            raise CommandError(problem) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped before the site was ready. The next start goes on from here.", returncode=130) from None
        words = greeting()
        connections.close_all()  # each of the threads opens its own
        Server(when_ready=lambda: self.say(words)).run([sock])
        self.say("Stopped.")
        leave()

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
