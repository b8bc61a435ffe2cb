"""The demonstration's background work."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gouji.web.demo import documents, story
from gouji.web.matters.models import Matter


@task()
def go_on() -> None:
    """Check the rest of the documents, then decide on findings and let matters take their course; each once."""
    documents.check(documents.waiting(), timezone.localdate(), timezone.now())
    if not Matter.objects.exists():
        story.tell(timezone.localdate())
