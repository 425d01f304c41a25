"""What recognisers really wrote, and what had been said: it means the same."""

import pytest

from tests.understanding.predicting import predictor

HEARD = [
    ("time", "en", "yesterday I rebelled half past three", "yesterday at half past three"),
    ("time", "en", "This morning, at recorded past eight.", "this morning at a quarter past eight"),
    ("time", "en", "All 745 this morning.", "at seven forty five this morning"),
    ("time", "en", "that's 4 o'clock", "it was at four o'clock"),
    ("time", "en", "Last night I think around 10", "last night i think around ten"),
    ("time", "zh", "今天上午8点一口。", "今天上午八点一刻"),
    ("time", "zh", "今天上午8.1克", "今天上午八点一刻"),
    ("time", "zh", "大概老师分钟以前", "大概二十分钟以前"),
    ("time", "zh", "3點半", "三点半"),
    ("time", "zh", "是下無4點", "是下午四点"),
    ("number", "zh", "有三八零零,以三八零零零。", "幺三八零零一三八零零零"),
    ("number", "zh", "要三把零零要三把零零零", "幺三八零零一三八零零零"),
    ("intent", "zh", "川人宫。", "转人工"),
    ("intent", "zh", "转连共。", "转人工"),
    ("intent", "zh", "麻烦你再秀一点。", "麻烦你再说一遍"),
    ("intent", "zh", "普团。", "不对"),
    ("intent", "en", "Know that's wrong.", "no that's wrong"),
    ("intent", "en", "No. That's wrong.", "no that's wrong"),
]


@pytest.mark.parametrize(("kind", "language", "heard", "said"), HEARD)
def test_what_was_heard_means_what_was_said(kind: str, language: str, heard: str, said: str) -> None:
    """A recogniser errs the same way again and again; where nothing else can be meant it is put right."""
    asked = {"ask": "phone" if kind == "number" else "none"}
    understand = predictor(kind)
    meant = understand({"utterance": said, **asked}, language)
    assert meant is not None
    assert understand({"utterance": heard, **asked}, language) == meant


@pytest.mark.parametrize("heard", ["昨天晚上吃点多吧。", "伤斗无下午"])
def test_a_time_that_was_heard_in_part_is_asked_for_again(heard: str) -> None:
    """Ten or seven, last Friday or today: half of a time is a wrong time."""
    assert predictor("time")({"utterance": heard}, "zh") is None
