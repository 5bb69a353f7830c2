"""The command line: `biofeedback COMMAND ...`.

Every trouble ends as one sentence on stderr. Exit codes: 0 done, 1 some of several files
could not be used, 2 wrong usage or input, 3 device trouble, 130 interrupted before there was
anything to save.
"""

import logging
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from biofeedback.cli.arguments import parser
from biofeedback.cli.output import say
from biofeedback.locale import speak
from biofeedback.store.errors import StoreError
from devices.atomic import write_errors
from devices.errors import DeviceError, FileError
from sessions.errors import SessionError

DONE, SOME_FAILED, WRONG_INPUT, DEVICE_TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    speak()
    arguments = parser().parse_args(argv)
    try:
        _keep_log(arguments.log)
        with _plugins(arguments.plugin):
            return arguments.perform(arguments) or DONE
    except (FileError, SessionError, StoreError) as error:
        say(error)
        return WRONG_INPUT
    except DeviceError as error:
        say(error)
        return DEVICE_TROUBLE
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _plugins(paths: Sequence[Path]) -> AbstractContextManager[None]:
    """Let the command find these plugins, too."""
    if not paths:
        return nullcontext()
    from biofeedback.catalogue import places

    return places.named(paths)


def _keep_log(path: Path | None) -> None:
    """Send what libraries have to say to a log, not between the lines that a person reads."""
    if path is None:
        logging.getLogger().addHandler(logging.NullHandler())
        return
    with write_errors(path):
        logging.basicConfig(filename=path, level=logging.INFO)
