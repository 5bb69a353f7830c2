"""The command line: `biofeedback COMMAND ...`.

Every trouble ends as one sentence on stderr. Exit codes: 0 done, 2 wrong usage or input, 3 device
trouble, 130 interrupted before there was anything to save.
"""

import sys
from collections.abc import Sequence

from rich.console import Console

from biofeedback.cli.arguments import parser
from devices.errors import DeviceError, FileError
from sessions.errors import SessionError

DONE, WRONG_INPUT, DEVICE_TROUBLE, INTERRUPTED = 0, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    arguments = parser().parse_args(argv)
    try:
        arguments.perform(arguments)
    except (FileError, SessionError) as error:
        return _say(error, WRONG_INPUT)
    except DeviceError as error:
        return _say(error, DEVICE_TROUBLE)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _say(error: Exception, code: int) -> int:
    Console(stderr=True, highlight=False, soft_wrap=True).print(str(error), markup=False)
    return code
