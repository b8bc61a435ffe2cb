"""Which versions are public, asked anew for every page: a draft never shows, and what is taken back is gone at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from gouji.web.audit.models import Head
from gouji.web.core.home import Todo
from gouji.web.filings.models import Check, Filing, Stage, Version
from gouji.web.lookup.models import Text
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

_MOST = 50


def public_versions() -> QuerySet[Version]:
    """Return the versions that the public may read.

    A filing's latest version, handed in before the release, of a filing that is published, checked for secrets and released.
    Each condition stands here although ``filings`` keeps them too: the wall to the public has its own.
    """
    later = Version.objects.filter(filing=OuterRef("filing"), number__gt=OuterRef("number"))
    checked = Check.objects.filter(version=OuterRef("pk"), state=Check.State.DONE)
    return Version.objects.filter(
        ~Exists(later),
        Exists(checked),
        filing__stage=Stage.PUBLISHED,
        filing__secrecy_checked_at__isnull=False,
        filing__released_at__isnull=False,
        filed_at__lte=F("filing__released_at"),
        filing__secrecy_checked_at__lte=F("filing__released_at"),
    )


def public_texts() -> Q:
    """Return the condition that leaves the texts of search that are public: sections of public versions."""
    return Q(kind=Text.Kind.SECTION, version__in=public_versions().values("pk"))


def public_facts() -> Q:
    """Return the condition that leaves the facts that are public."""
    return Q(version__in=public_versions().values("pk"))


def mark() -> str:
    """Return what changes whenever anything that a public page shows may have changed: one event a change, one text a reading."""
    head = Head.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    last = Text.objects.aggregate(last=Max("pk"))["last"] or 0
    public = public_versions().aggregate(count=Count("pk"), latest=Max("filing__released_at"))
    return f"{head}.{last}.{public['count']}.{public['latest']}"


def mark_of(version: Version) -> str:
    """Return what changes whenever the page of a document does: its release, its reading, its name."""
    last = Text.objects.filter(version=version).aggregate(last=Max("pk"))["last"] or 0
    filing = version.filing
    return f"{version.pk}.{filing.released_at}.{last}.{filing.title}.{filing.unit.name}"


# --- what waits for release ---------------------------------------------------------------------------------------------


def ready_filings(rights: Rights) -> QuerySet[Filing]:
    """Return the filings that a person may release now: published, checked for secrets, read by the engine."""
    latest = Version.objects.filter(filing=OuterRef("pk")).order_by("-number").values("pk")[:1]
    done = Check.objects.filter(version=OuterRef("latest"), state=Check.State.DONE)
    return (
        Filing.objects.filter(
            rights.reach(Right.RELEASE, "unit"),
            stage=Stage.PUBLISHED,
            secrecy_checked_at__isnull=False,
            released_at__isnull=True,
        )
        .annotate(latest=latest)
        .filter(Exists(done))
        .select_related("unit")
        .order_by("unit__code", "-year", "kind")
    )


def released_filings(rights: Rights) -> QuerySet[Filing]:
    """Return the filings that are public and that the person may take back."""
    public = public_versions().filter(filing=OuterRef("pk"))
    found = Filing.objects.filter(rights.reach(Right.RELEASE, "unit"), Exists(public))
    return found.select_related("unit", "released_by").order_by("-released_at")


def todos(user: User, rights: Rights) -> Iterator[Todo]:  # noqa: ARG001  a source's signature
    """Yield what waits for this person's release."""
    if rights.anywhere(Right.RELEASE):
        for filing in ready_filings(rights)[:_MOST]:
            yield Todo(_("待发布"), filing.title, filing.unit.name, None, reverse_lazy("releases"))
