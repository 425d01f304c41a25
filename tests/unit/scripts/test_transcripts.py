"""The conversations in docs/ are the ones the hotline has today."""

import pytest

from scripts.transcripts import LANGUAGES, document, path
from voiceapp.claims.incident import Status


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_conversations_in_the_docs_are_up_to_date(language: str) -> None:
    written = path(language).read_text(encoding="utf-8")
    assert written == document(language), "run scripts/transcripts.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_show_every_way_a_call_can_end(language: str) -> None:
    text = document(language)
    for status in (Status.COMPLETE, Status.PARTIAL, Status.HANDED_OVER):
        assert f"status     {status.value.replace('_', ' ')}" in text
    assert text.count("\n## ") >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_them_is_heard_to_its_end(language: str) -> None:
    """Nobody hangs up because the written answers ran out."""
    assert "[hung up]" not in document(language)
