"""The rules of the work on accounts and posts; each change leaves an audit event in its transaction.

A steward manages the accounts whose posts all lie in his reach, and gives posts there. Roles change, accounts are locked and
passwords set anew only by a person who has just confirmed himself (``step_up``).
"""

from gouji.web.people.services.accounts import (
    NewPerson,
    change_account,
    lock,
    open_account,
    remove_second_factor,
    reset_password,
    unlock,
)
from gouji.web.people.services.first import First, open_first
from gouji.web.people.services.posts import Place, appoint, end_post

__all__ = [
    "First",
    "NewPerson",
    "Place",
    "appoint",
    "change_account",
    "end_post",
    "lock",
    "open_account",
    "open_first",
    "remove_second_factor",
    "reset_password",
    "unlock",
]
