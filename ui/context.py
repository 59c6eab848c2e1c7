from django.conf import settings


def site(request):
    """What every page shows of the site: its name and mark, and the reader's theme."""
    theme = request.COOKIES.get("theme", "")
    return {
        "site_name": settings.SITE_NAME,
        "site_mark": settings.SITE_MARK,
        "theme": theme if theme in ("light", "dark") else "",
    }
