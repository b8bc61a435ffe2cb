"""What all routes share: who asks and how far his token goes, paging, the key of a POST, the shape of errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from django.core.paginator import Paginator
from ninja import Field, Header, Query, Schema
from ninja.security import HttpBearer
from pydantic import ConfigDict

from gouji.web.api.door import token_from
from gouji.web.api.errors import ScopeMissing
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from gouji.web.api.models import Scope, Token
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

T = TypeVar("T")
_LONGEST_PAGE = 200

# Neither database nor page can hold a NUL; a line holds no control characters at all.
OneLine = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Text = Annotated[str, Field(max_length=10_000, pattern=r"^[^\x00]*$")]

IdempotencyKey = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        description="由调用方生成的随机字符串；重试同一请求时用同一个，不会重复办理。",
        example="5f0c3c1e-7d2a-4c57-9a53-0b8f6a1c2d3e",
    ),
]


class Problem(Schema):
    """What went wrong."""

    code: str = Field(description="给程序用的代码，不会改变。", examples=["not_found"])
    message: str = Field(
        description="一句话，中文；Accept-Language: en 时为英文。", examples=["没有找到，或者不归您看。"]
    )
    detail: Any = Field(None, description="更多说明，例如哪一项不对。", examples=[None])


class ErrorOut(Schema):
    """The one shape of everything that goes wrong."""

    error: Problem


class Page(Schema, Generic[T]):
    """One page of a list."""

    items: list[T]
    count: int = Field(description="全部条数", examples=[1])
    page: int = Field(description="第几页，从 1 起", examples=[1])
    pages: int = Field(description="共几页", examples=[1])


class Paging(Schema):
    """Which page of a list, and how long a page is."""

    model_config = ConfigDict(extra="ignore")
    page: int = Field(1, ge=1, le=100_000, description="第几页，从 1 起", examples=[1])
    size: int = Field(50, ge=1, le=_LONGEST_PAGE, description="每页条数", examples=[50])


PagingQuery = Annotated[Paging, Query()]


class Bearer(HttpBearer):
    """A token as it is sent: ``Authorization: Bearer gouji_…``."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:  # noqa: ARG002  ninja's own signature
        """Return the token where it counts."""
        return token_from(request)


def asker(request: HttpRequest, scope: Scope) -> tuple[User, Rights]:
    """Return the person a program acts for and his rights; raises ScopeMissing where the token does not reach so far."""
    token = token_from(request)
    if token is None or scope not in token.scopes:
        raise ScopeMissing(str(scope))
    return token.user, rights_of(token.user)


def paged(
    rows: QuerySet[Any] | Sequence[Any],
    paging: Paging,
    shape: Callable[[Any], T],
    paginator: type[Paginator[Any]] = Paginator,
) -> dict[str, Any]:
    """Return one page of rows, each in its shape; a page beyond the last one is empty."""
    found = paginator(rows, paging.size)
    items = found.page(paging.page).object_list if paging.page <= found.num_pages else []
    return {
        "items": [shape(row) for row in items],
        "count": found.count,
        "page": paging.page,
        "pages": found.num_pages,
    }


ERRORS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 405, 409, 422, 429, 503, 507}): ErrorOut}
