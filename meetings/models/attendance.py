from django.conf import settings
from django.db import models


class Attendance(models.Model):
    """Whether somebody was there. `role_words` keeps further chairs and scribes of imported minutes."""

    class Presence(models.TextChoices):
        INVITED = "invited", "Invited"
        PRESENT = "present", "Present"
        LATE = "late", "Late"
        REGRETS = "regrets", "Regrets"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendance")
    presence = models.CharField(max_length=8, choices=Presence, default=Presence.INVITED)
    role_words = models.CharField(max_length=60, blank=True)
    remark = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["user__name"]
        constraints = [models.UniqueConstraint(name="attendance_once", fields=["meeting", "user"])]

    def __str__(self):
        return f"{self.user}: {self.get_presence_display().lower()}"
