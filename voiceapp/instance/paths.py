"""Where things lie: the project's own files, and what scripts/setup keeps for all checkouts."""

import os
from collections.abc import Mapping
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder that scripts/setup fills and `scripts/setup --purge` removes."""
    if chosen := environ.get("VOICEAPP_CACHE"):
        return Path(chosen)
    if shared := environ.get("XDG_CACHE_HOME"):
        return Path(shared, "voiceapp")
    return Path(environ.get("HOME", "/"), ".cache", "voiceapp")


def share_folder(name: str, *, package: Path = _PACKAGE) -> Path:
    """`asterisk_conf` or `dialplans`: beside the package in a checkout, inside it once installed."""
    installed = package / "_share" / name
    return installed if installed.is_dir() else package.parent / name
