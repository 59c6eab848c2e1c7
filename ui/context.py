from django.conf import settings


def site(request):
    """What every page shows of the site: its name and mark, the part of it that is open, the reader's theme."""
    theme = request.COOKIES.get("theme", "")
    return {
        "site_name": settings.SITE_NAME,
        "site_mark": settings.SITE_MARK,
        "place": request.path.split("/")[1],
        "theme": theme if theme in ("light", "dark") else "",
    }
