"""The demonstration's background work."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gouji.web.demo import documents, execution, story, year
from gouji.web.demo.cast import COUNTY_CODE
from gouji.web.people.models import User
from gouji.web.units.models import Region


@task()
def go_on() -> None:
    """Load the execution data and the government's papers, check the rest of the documents and release what is old, decide on findings, let matters and the year take their course; each once."""
    county = Region.objects.get(code=COUNTY_CODE)
    execution.load(county, User.objects.get(username="finance"), timezone.localdate())
    documents.hand_in_papers(timezone.localdate(), timezone.now())
    documents.check(documents.waiting(), timezone.localdate(), timezone.now())
    documents.release(timezone.now())
    story.tell(timezone.localdate())
    year.tell(county, User.objects.get(username="office"), timezone.localdate())
