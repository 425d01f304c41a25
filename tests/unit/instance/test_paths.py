"""Where things lie."""

from pathlib import Path

import pytest

from voiceapp.instance.paths import cache_folder, share_folder


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"VOICEAPP_CACHE": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/c"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/voiceapp"),
        ({"HOME": "/h"}, "/h/.cache/voiceapp"),
    ],
)
def test_the_cache_is_the_chosen_folder_or_the_users(environ: dict[str, str], folder: str) -> None:
    assert cache_folder(environ) == Path(folder)


def test_files_of_an_installed_package_come_before_those_of_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "voiceapp"
    assert share_folder("dialplans", package=package) == tmp_path / "dialplans"
    (package / "_share/dialplans").mkdir(parents=True)
    assert share_folder("dialplans", package=package) == package / "_share/dialplans"
