"""The frame's addresses."""

from tests.web.doors.door import account, everybody

DOORS = {
    "home": account(),
    "health": everybody(),
    "set_language": everybody(),
}
