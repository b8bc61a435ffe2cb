"""The command line, one module a command. Exit 0 clean, 1 findings, 2 unusable input.

It only asks the engine and prints: nothing is judged here. Bad input and bad arguments give one sentence, in Chinese, or in
English where the locale is English; never a traceback. A new command is a module with a ``COMMAND``, named in ``app``.
"""

from gouji.cli.app import language, main

__all__ = ["language", "main"]
