"""People, teams, and who may see what is not open to all."""

from datetime import timedelta
from functools import cached_property, lru_cache

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from .acts import Act  # noqa: F401
from .querysets import UserManager

FIRST_VISIT = timedelta(days=30)  # how far back "what changed" goes for somebody who never marked anything as seen


class User(AbstractBaseUser):
    """A person: a reader, a member or an admin; or a guest, who is named in texts but cannot sign in."""

    class Role(models.TextChoices):
        READER = "reader", "Reader"
        MEMBER = "member", "Member"
        ADMIN = "admin", "Admin"

    email = models.EmailField(null=True, blank=True, unique=True)
    handle = models.SlugField(max_length=64, unique=True, help_text="Used in addresses and after @, such as “ann”.")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=8, choices=Role, default=Role.READER)
    is_guest = models.BooleanField(default=False)
    guest_key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    time_zone = models.CharField(max_length=64, blank=True)
    shortcuts = models.BooleanField("single-key shortcuts", default=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    last_visit = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["handle", "name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(name="user_role_is_known", condition=Q(role__in=["reader", "member", "admin"])),
            models.CheckConstraint(name="guest_cannot_sign_in", condition=Q(is_guest=False) | Q(email=None, role="reader")),
            models.CheckConstraint(name="user_email_is_lower", condition=Q(email=None) | Q(email=Lower("email"))),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.handle])

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save, and whoever follows people (post_save) is in the same transaction."""
        self.email = self.email.strip().lower() if self.email else None
        super().save(*args, **kwargs)

    @property
    def is_admin(self):
        return self.role == self.Role.ADMIN

    @property
    def is_member(self):
        """Whether this person may write: members and admins."""
        return self.role in (self.Role.MEMBER, self.Role.ADMIN)

    @property
    def may_sign_in(self):
        """Whether this person is no guest, has not left, and is nobody else by now."""
        return self.is_active and not self.is_guest and not self.merged_into_id

    @property
    def away_since(self):
        """The moment after which all is new to them: when they last marked it as seen, else a month ago."""
        return self.last_visit or timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - FIRST_VISIT

    @property
    def initials(self):
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def may_be_invited(self):
        """Whether this person has an address, may sign in, and never chose a password."""
        return bool(self.email) and self.is_active and not self.is_guest and not self.has_usable_password()

    def welcome(self, changed):
        """Save these columns; a guest who got an address becomes a person who can sign in."""
        if self.is_guest and self.email:
            self.is_guest = False
            self.set_unusable_password()
            changed = [*changed, "is_guest", "password"]
        self.save(update_fields=changed)

    @cached_property
    def audiences(self):
        """The ids of the closed circles this person belongs to; asked once per request, as a request has its own User."""
        with connection.cursor() as cursor:
            cursor.execute(circles_of_somebody(), [self.pk, self.pk])
            return frozenset(pk for (pk,) in cursor.fetchall())


@lru_cache(maxsize=1)
def circles_of_somebody():
    """The query of `User.audiences`, put into words once, as every page asks it; it is followed by the person's id, twice."""
    teams = TeamMember.objects.filter(user=0).values("team")
    return AudienceMember.objects.filter(Q(user=0) | Q(team__in=teams)).values_list("audience").query.sql_with_params()[0]


class Team(models.Model):
    """People who are named together: in the circle of what is closed, and among the people of a record."""

    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    members = models.ManyToManyField(User, through="TeamMember", related_name="teams")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class TeamMember(models.Model):
    team = models.ForeignKey(Team, models.PROTECT)
    user = models.ForeignKey(User, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(name="team_member_once", fields=["team", "user"])]


class Audience(models.Model):
    """A closed circle: the only people who may see, find or count the things that name it. NULL on a thing means: open."""

    class Reason(models.TextChoices):
        DRAFT = "draft", "Draft"
        RESTRICTED = "restricted", "Restricted"

    reason = models.CharField(max_length=10, choices=Reason, default=Reason.RESTRICTED)

    def __str__(self):
        return f"{self.get_reason_display()}: {', '.join(str(member) for member in self.members.select_related('user', 'team'))}"

    def holds(self, other):
        """Whether whoever is named in the other circle is named in this one as well."""
        named = {circle.pk: set(circle.members.values_list("user", "team")) for circle in (self, other)}
        return named[other.pk] <= named[self.pk]

    def admit(self, users=(), teams=()):
        """Let these people and teams in; those who are in already stay once."""
        AudienceMember.objects.bulk_create(
            [AudienceMember(audience=self, user=user) for user in users] + [AudienceMember(audience=self, team=team) for team in teams],
            ignore_conflicts=True,
        )


class AudienceMember(models.Model):
    audience = models.ForeignKey(Audience, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="audience_member_is_user_or_team",
                condition=Q(user=None, team__isnull=False) | Q(user__isnull=False, team=None),
            ),
            models.UniqueConstraint(name="audience_user_once", fields=["audience", "user"]),
            models.UniqueConstraint(name="audience_team_once", fields=["audience", "team"]),
        ]
        indexes = [
            models.Index(name="audience_user", fields=["user", "audience"]),
            models.Index(name="audience_team", fields=["team", "audience"]),
        ]

    def __str__(self):
        return str(self.user or self.team)


class Renewal(models.Model):
    """That something was edited which pages elsewhere name (see renewals.py). Its newest row is all that anybody asks for."""

    what = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.what}, {self.at:%Y-%m-%d %H:%M}"
