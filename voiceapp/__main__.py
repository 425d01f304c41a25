"""`python -m voiceapp` is the same as `voiceapp`."""

import sys

from voiceapp.cli import main

sys.exit(main())
