"""Accounts and posts (任职)."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.people.roles import Role
from gouji.web.units.models import Region, Unit


class User(AbstractUser):
    """An account. What its person may do comes from posts alone; Django's own staff flags and permissions are not used."""

    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    must_change_password = models.BooleanField(_("须修改密码"), default=False)

    def __str__(self) -> str:
        return self.name or self.username


class Post(models.Model):
    """A role that a person holds at a region or at a unit, from one day to another; posts end, they are not deleted."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("人员"))
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("区划"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name=_("单位"))
    since = models.DateField(_("任职日期"))
    until = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        """A post stands at one place: a region or a unit."""

        verbose_name = _("任职")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(region__isnull=False, unit__isnull=True)
                | models.Q(region__isnull=True, unit__isnull=False),
                name="post_at_one_place",
            ),
        )

    def __str__(self) -> str:
        return f"{self.region or self.unit} {self.get_role_display()}"
