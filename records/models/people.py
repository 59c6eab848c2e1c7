from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Team, User


class RecordPerson(models.Model):
    """Somebody with a part in a record, in MADR 4's sense: a user, a team, or words ("All of engineering")."""

    class Role(models.TextChoices):
        DECISION_MAKER = "decision_maker", "Decision-maker"
        CONSULTED = "consulted", "Consulted"
        INFORMED = "informed", "Informed"

    record = models.ForeignKey("records.Record", models.PROTECT, related_name="people")
    role = models.CharField(max_length=14, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="record_parts")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.CheckConstraint(
                name="record_person_is_one",
                condition=Q(user__isnull=False, team=None, words="")
                | Q(user=None, team__isnull=False, words="")
                | (Q(user=None, team=None) & ~Q(words="")),
            )
        ]
        indexes = [models.Index(name="record_person_user", fields=["user", "role", "record"])]

    def __str__(self):
        return str(self.who)

    @classmethod
    def of(cls, person, **fields):
        """The (unsaved) part of a User, a Team or words."""
        kind = "user" if isinstance(person, User) else "team" if isinstance(person, Team) else "words"
        return cls(**{kind: person}, **fields)

    @property
    def can_act(self):
        """Whether somebody can sign in as this: a person who may, or a team."""
        return bool(self.team_id or (self.user_id and self.user.may_sign_in))

    @property
    def who(self):
        return self.user or self.team or self.words
