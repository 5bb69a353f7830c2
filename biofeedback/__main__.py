"""`python -m biofeedback` is the same as the command `biofeedback`."""

import sys

from biofeedback.cli import main

sys.exit(main())
