from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"

    def ready(self):
        from writing import places, remains

        from .models import Mission, Path, Term

        places.register("mission", "The mission", "onboarding:edit_mission", lambda reader: Mission.objects.all())
        places.register("paths/new", "New path", "onboarding:new_path")
        places.register(r"paths/(?P<slug>[\w-]{1,64})", "Path {slug}", "onboarding:edit_path", lambda reader, slug: Path.objects.filter(slug=slug))
        places.register("terms", "New term", "onboarding:new_term", has_text=False)
        places.register("terms/(?P<word>.{1,80})", "The term “{word}”", "onboarding:edit_term", has_text=False)
        remains.register(lambda reader: Mission.objects.all(), lambda mission: "The mission")
        remains.register(lambda reader: Path.objects.all(), lambda path: f"Path {path.slug}")
        remains.register(lambda reader: Term.objects.all(), lambda term: f"The term “{term.word}”")
