"""A task that kills or hangs the child process on documents of a certain name."""

from __future__ import annotations

import os
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from gouji.corpus.worker import Task

if TYPE_CHECKING:
    from gouji.diagnose.checked import Checked
    from gouji.model.document import Document


class Deadly(Task):
    def check(self, document: Document) -> Checked:
        name = PurePosixPath(document.path).name
        if name.startswith("killer"):
            os._exit(3)
        if name.startswith("sleeper"):
            time.sleep(60)
        return super().check(document)
