"""Version 1 of the API, put together; described at ``/api/v1/openapi.json``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern
from ninja import NinjaAPI

from gouji.web.api import errors
from gouji.web.api.frame import Bearer
from gouji.web.api.routes import agenda, execution, facts, filings, matters, units

if TYPE_CHECKING:
    from ninja.openapi.schema import OpenAPISchema

_ABOUT = """勾稽平台的接口。令牌在平台的“接口令牌”页生成，写在 `Authorization: Bearer` 里；能看到和能办的事，以本人的岗位为限。
出错时都是同一种形状：`{"error": {"code", "message", "detail"}}`。POST 都要带 `Idempotency-Key`，重试时用同一个，不会重复办理。

Gouji's interface. Make a token on the tokens page; it acts within its person's rights. Every error has one shape. Every POST
carries an `Idempotency-Key`; a retry with the same key gets the same answer and does nothing twice."""


class Described(NinjaAPI):
    """The API with its description put together once: it is the same for everybody."""

    @cache  # noqa: B019  there is one API as long as the process lives
    def _described(self, prefix: str) -> OpenAPISchema:
        return super().get_openapi_schema(path_prefix=prefix)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description for where the API stands."""
        return self._described(self.get_root_path(path_params or {}) if path_prefix is None else path_prefix)


api = Described(
    title="Gouji 勾稽",
    version="1",
    description=_ABOUT,
    urls_namespace="api-1",
    auth=Bearer(),
    docs_url=None,
)
errors.install(api)
api.add_router("", units.router)
api.add_router("", filings.router)
api.add_router("", facts.router)
api.add_router("", matters.router)
api.add_router("", execution.router)
api.add_router("", agenda.router)


def urls() -> list[URLPattern]:
    """Return the routes, open without a login: the token is the door."""
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)
    return patterns
