"""What the login pages may do here: accounts are opened by a steward, never by oneself; a lead keeps his second factor."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.urls import reverse

from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator
    from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No sign-up; who has just logged in is not asked again before he sets up his second factor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  allauth's own signature
        """Return False: accounts are opened by a steward."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  allauth's own signature
        """Lead on to the work."""
        return reverse("home")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether the change of a login setting asks for the password again: not within five minutes of the login."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return bool(super().is_reauthentication_required(app=app)) and not fresh


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """What may be done with a second factor, and how its secret lies in the database: encrypted by the desk's key."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return False for a lead: he must have one; a steward takes a lost one away."""
        return not settings.DESK_SECOND_FACTOR or not rights_of(authenticator.user).leads

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    digest = hashlib.sha256(b"gouji second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
