"""The addresses of the login pages: before the login open to all, after it each to his own account."""

from tests.web.doors.door import account, everybody, nobody

DOORS = {
    "account_login": everybody(),
    "account_logout": everybody(),
    "account_inactive": everybody(),
    "account_signup": everybody(),
    "account_reauthenticate": account(),
    "account_change_password": account(),
    "mfa_authenticate": everybody(),
    "mfa_reauthenticate": account(),
    "mfa_index": account(),
    "mfa_activate_totp": account(),
    # Of a second factor that these people do not have: tests/web/people/test_login.py.
    "mfa_deactivate_totp": nobody(),
    "mfa_view_recovery_codes": nobody(),
    "mfa_download_recovery_codes": nobody(),
    "mfa_generate_recovery_codes": account(),
}
