"""What search knows of a record and of a risk."""

from search.index import Findable, put


def index(record):
    """Put the record into the search index as it is now."""
    put([findable(record)])


def findable(record):
    revision = record.revision
    return Findable(
        kind="record",
        key=record.name,
        url=record.get_absolute_url(),
        title=record.title,
        text=revision.text if revision else "",
        worth=record.worth,
        status=record.status,
        area=record.area.slug if record.area_id else "",
        log=record.log.key,
        tags=[tag.slug for tag in record.tags.all()],
        day=record.decided_on or record.status_on,
        people=[record.author.handle] if record.author_id else [],
        head_key=record.head.name if record.head_id else "",
        audience_id=record.audience_id,
    )
