"""The people that files name, as guests, teams or words (MODEL 15 and 16)."""

from accounts.models import Team, User
from writing.importing.names import person


class Guests:
    """Finds or makes each person once. A single first name is a guest of its source only; no one else can know whose it is."""

    def __init__(self, source):
        self.source, self.found, self.bare = source, {}, {}
        self.teams = {words.lower(): team for team in Team.objects.all() for words in (team.slug, team.name)}

    def forget(self):
        """Forget whom a transaction that was rolled back had made."""
        self.found.clear()
        self.bare.clear()

    def who(self, named):
        """A User, a Team or words for a `writing.importing.names.Named`."""
        if team := self.teams.get(named.name.lower().removeprefix("the ")):
            return team
        if named.kind == "words":
            return named.words[:200]
        if named.kind == "address" and (known := User.objects.filter(email=named.name.lower()).first()):
            return known
        key = named.handle or (f"{self.source}: {named.name}" if named.kind == "first" else named.name)
        if key.lower() not in self.found:
            self.found[key.lower()] = guest = User.objects.guest(named.name, named.handle, key=key)
            if guest.is_guest and guest.name == named.handle:
                self.bare[guest.pk] = guest.name
        self._learn(self.found[key.lower()], named)
        return self.found[key.lower()]

    def _learn(self, guest, named):
        """Take the full name of a guest whom this import met by a bare handle; whom somebody named meanwhile keeps that name."""
        if guest.pk not in self.bare or getattr(person(named.name), "kind", "") != "full":
            return
        guest.refresh_from_db(fields=["name"])
        if guest.name == self.bare.pop(guest.pk):
            guest.name = named.name[:150]
            guest.save(update_fields=["name"])
