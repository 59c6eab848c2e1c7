from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from writing import places

        from .models import Mission, Path

        places.register("mission", "The mission", "onboarding:edit_mission", lambda reader: Mission.objects.all())
        places.register("paths/new", "New path", "onboarding:new_path")
        places.register(r"paths/(?P<slug>[\w-]{1,64})", "Path {slug}", "onboarding:edit_path", lambda reader, slug: Path.objects.filter(slug=slug))
