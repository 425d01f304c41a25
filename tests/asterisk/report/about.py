"""Says which story a test is about."""

import pytest

from tests.asterisk.report.stories import Story


def about(story: Story) -> pytest.MarkDecorator:
    """The test gets the story as `told`, once it has been told by a real call."""
    return pytest.mark.parametrize("told", [story], indirect=True, ids=[story.name])
