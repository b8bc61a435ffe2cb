"""How long a password must be, in our own words: the library's are not translated."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class Length(MinimumLengthValidator):
    """At least so many characters."""

    def get_error_message(self) -> str:
        """Say what is missing."""
        return _("密码太短，至少要 %(least)d 个字符。") % {"least": self.min_length}

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("至少 %(least)d 个字符，几个词连成一句最好记。") % {"least": self.min_length}
