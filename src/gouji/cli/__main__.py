"""The program itself: ``gouji`` and ``python -m gouji.cli``."""

import sys

from gouji.cli.app import main
from gouji.corpus.worker import spare_collector


def run() -> int:
    """Run the command line in a process of its own, whose collector may be set."""
    spare_collector()
    return main()


if __name__ == "__main__":
    sys.exit(run())
