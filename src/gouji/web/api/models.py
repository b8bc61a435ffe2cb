"""Tokens of programs, and the answers that a repeated request gets again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """How far a token goes; the rights of its person are the limit in any case."""

    READ = "read", _("读取")
    FILE = "file", _("报送")
    DECIDE = "decide", _("办理")


class Token(models.Model):
    """A key by which a program acts for a person until a day. Only its hash is kept, so that nobody can read it here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", verbose_name=_("人员"))
    name = models.CharField(_("用途"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(_("开头"), max_length=12)
    scopes = models.JSONField(_("范围"), default=list)
    made_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    expires_at = models.DateTimeField(_("到期时间"))
    used_at = models.DateTimeField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True)

    class Meta:
        """Newest first."""

        verbose_name = _("接口令牌")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name} {self.start}…"


class Answer(models.Model):
    """What a POST with an idempotency key was answered; written in the transaction of what it did, kept for some days."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        """A person uses a key once."""

        constraints = (models.UniqueConstraint(fields=("user", "key"), name="idempotency_key_once_a_person"),)

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
