"""For all tests. Property tests try the same examples on every run: a build that was green stays green.
`VOICEAPP_EXPLORE=1 scripts/test …` looks for new examples, ten times as many."""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("explore" if os.environ.get("VOICEAPP_EXPLORE") else "same")
