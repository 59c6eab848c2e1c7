from ui.slugs import slug_of

from ..models import Area


def area_named(name):
    """The area with this slug or name, an unsaved one if there is none, None for no name."""
    if not name:
        return None
    slug = slug_of(name)[:64]
    return Area.objects.filter(slug=slug).first() or Area.objects.filter(name=name).first() or Area(name=name[:120], slug=slug)
