"""A folder of installed packages that lasts for one test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.speech.models import importable, not_importable


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    """Packages written here are found as if they were installed."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    importable(folder)
    yield folder
    not_importable(folder)
