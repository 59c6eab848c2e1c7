from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from ui import freshness

        from . import references
        from .models import Renewal, Team, User
        from .renewals import note_edits, note_members

        references.join()
        freshness.watch(Renewal, User)  # a text may name somebody who comes later
        note_edits(User, Team)
        note_members(Team.members)
