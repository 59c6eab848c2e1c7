"""What search knows of a record and of a risk."""

from search.index import Findable, purge, put


def index(record):
    """Put the record into the search index as it is now."""
    put(map(findable, [record]))  # made only where it is written: see search.index.postponed


def unlearn(record, words):
    """Put the record into the index as it is now, and take those of the words out of its vocabulary that nothing holds any more."""
    index(record)
    purge(words)


def findable(record):
    revision, tags = record.revision, sorted(tag.slug for tag in record.tags.all())
    return Findable(
        kind="record",
        key=record.name,
        url=record.get_absolute_url(),
        title=record.title,
        heading=" ".join(tags),
        text=revision.text if revision else "",
        worth=record.worth,
        status=record.status,
        area=record.area.slug if record.area_id else "",
        log=record.log.key,
        tags=tags,
        day=record.decided_on or record.status_on,
        people=[record.author.handle] if record.author_id else [],
        head_key=record.head.name if record.head_id else "",
        audience_id=record.audience_id,
    )


def index_risk(risk):
    """Put the risk into the search index as it is now."""
    put(map(findable_risk, [risk]))


def unlearn_risk(risk, words):
    """The same for a risk as `unlearn` for a record."""
    index_risk(risk)
    purge(words)


def findable_risk(risk):
    """A risk is found by its symptom first; it follows its record's audience where it has none of its own."""
    audience_id = risk.audience_id or (risk.record.audience_id if risk.record_id else None)
    parts = (risk.symptom, risk.cause, risk.remedy)
    return Findable(
        kind="risk",
        key=str(risk.number),
        url=risk.get_absolute_url(),
        title=risk.title,
        text="\n\n".join(part for part in parts if part),
        worth=risk.worth,
        status=risk.state,
        area=risk.area.slug if risk.area_id else "",
        log=risk.record.log.key if risk.record_id else "",
        day=risk.last_seen,
        people=[risk.owner.handle] if risk.owner_id else [],
        audience_id=audience_id,
    )
