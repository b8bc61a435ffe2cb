"""The description holds for every answer: requests made up from it find no 500 and nothing undescribed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from gouji.web.api.v1 import api
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client
    from tests.web.api.conftest import Program
    from tests.web.conftest import District

described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1"), default=str))
schema = schemathesis.openapi.from_dict(described)
schema.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The application is called without Django's own test client, which keeps the test's connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(district: District, program: Callable[..., Program]) -> dict[str, str]:  # noqa: ARG001
    return {"Authorization": f"Bearer {program(Role.OFFICE_LEAD).secret}"}


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
def test_no_made_up_request_brings_the_desk_down(case: schemathesis.Case[Any], headers: dict[str, str]) -> None:
    cache.clear()
    answer = case.call(headers=headers)
    assert answer.status_code < 500, answer.text
    case.validate_response(
        answer, checks=[schemathesis.checks.not_a_server_error, schemathesis.checks.response_schema_conformance]
    )


def test_every_operation_is_described_with_examples_and_errors(client: Client) -> None:
    found = client.get("/api/v1/openapi.json").json()
    assert found["paths"].keys() == described["paths"].keys()
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            where = f"{method} {path}"
            assert operation["operationId"], where
            assert operation["summary"], where
            assert {"401", "404", "422"} <= operation["responses"].keys(), where
            if method == "post":
                assert "Idempotency-Key" in {one["name"] for one in operation["parameters"]}, where


def test_every_value_is_described_by_an_example() -> None:
    """Those that are other schemas, or lists of them, are described by theirs."""
    bare = [
        f"{name}.{field}"
        for name, one in described["components"]["schemas"].items()
        for field, said in one.get("properties", {}).items()
        if "examples" not in said and "$ref" not in json.dumps(said)
    ]
    bare += [
        f"{path} {one['name']}"
        for path, operations in described["paths"].items()
        for operation in operations.values()
        for one in operation.get("parameters", ())
        if one["in"] == "query" and not {"example", "examples"} & (one.keys() | one["schema"].keys())
    ]
    assert not bare
