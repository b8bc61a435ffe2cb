"""Run the desk's tests on PostgreSQL (``make test-postgres``); without a server that is said, and in CI it is a failure."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg


def main(address: str, *options: str) -> int:
    """Return pytest's exit code; 0 where there is no server and nobody promised one."""
    try:
        psycopg.connect(address, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        print(f"The desk's tests on PostgreSQL are skipped, no server at {address}: {error}")
        return 1 if os.environ.get("CI") else 0
    environment = {**os.environ, "GOUJI_DATABASE": address}
    command = [sys.executable, "-m", "pytest", "tests/web", *options]
    return subprocess.call(command, env=environment)  # noqa: S603  the options are the Makefile's


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
