"""``python -m gouji.cli``."""

import sys

from gouji.cli.app import main

sys.exit(main())
