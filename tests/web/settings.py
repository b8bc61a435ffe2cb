"""The desk's settings for tests: cheap passwords, work done at once; the database is named by GOUJI_DATABASE."""

import os
import tempfile

# Each process of a parallel run has a folder of its own.
os.environ["GOUJI_DATA"] = tempfile.mkdtemp(prefix="gouji-tests-")

from gouji.web import settings as product
from gouji.web.settings import *  # noqa: F403  the settings of the product, then what differs here

SECRET_KEY = "made for tests, of no use elsewhere, long enough for every check of it"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Nothing was collected here; the finders serve what a test asks for.
STATIC_ROOT = product.CONFIG.data
# Two runs at once, on one server, do not meet.
_own = (
    {"NAME": f"test_gouji_{os.getpid()}"}
    if os.environ.get("GOUJI_DATABASE")
    else {"NAME": str(product.CONFIG.data / "test.sqlite3")}
)
DATABASES = {"default": {**product.DATABASES["default"], "TEST": _own}}
# Leads log in without a second factor, except where a test asks for it.
DESK_SECOND_FACTOR = False
CACHES = {
    alias: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": alias}
    for alias in ("default", "pages")
}
