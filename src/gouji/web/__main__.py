"""``python -m gouji.web COMMAND``: Django's management commands with the desk's settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gouji.web.settings")
    execute_from_command_line(["gouji.web", *sys.argv[1:]])


if __name__ == "__main__":
    main()
