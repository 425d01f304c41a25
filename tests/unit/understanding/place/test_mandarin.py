"""Where it happened, as Mandarin callers say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.place import parse


def spans(text: str) -> list[tuple[str, str]]:
    found = parse(text, language="zh")
    return [(span.kind.value, span.text) for span in found.spans] if found else []


def test_a_whole_story_yields_only_the_place() -> None:
    """In one breath the caller says when, where and what; only where is taken."""
    story = "昨天下午三点左右我在中山路和人民路的交叉口被一辆货车追尾了"
    found = parse(story, language="zh")
    assert found is not None
    assert found.words.startswith("在中山路和人民路")
    assert spans(story) == [("road", "中山路"), ("cross", "人民路")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("在南京路步行街", [("road", "南京路步行街")]),
        ("南京路和西藏路路口", [("road", "南京路"), ("cross", "西藏路")]),
        (
            "上海徐汇区漕溪北路三十三号",
            [("city", "上海"), ("district", "徐汇区"), ("road", "漕溪北路"), ("number", "三十三号")],
        ),
        ("京港澳高速一百公里处", [("highway", "京港澳高速"), ("marker", "一百公里")]),
        ("沪宁高速无锡出口", [("highway", "沪宁高速"), ("marker", "无锡出口")]),
        ("沪宁高速无锡收费站", [("highway", "沪宁高速"), ("landmark", "无锡收费站")]),
        ("在东三环国贸桥下面", [("road", "东三环"), ("landmark", "国贸桥")]),
        ("就在我家楼下", [("landmark", "我家")]),
        ("清河镇卫生院", [("district", "清河镇"), ("landmark", "卫生院")]),
    ],
)
def test_names_are_found_as_they_are_said(said: str, meant: list[tuple[str, str]]) -> None:
    """Roads, crossings, highways, kilometres, regions and landmarks keep the caller's words."""
    assert spans(said) == meant


def test_a_street_named_after_a_city_is_no_city() -> None:
    """南京路 is a road in Shanghai, 南京 a city."""
    assert spans("在南京路") == [("road", "南京路")]
    assert spans("在南京") == [("city", "南京")]


@pytest.mark.parametrize("said", ["东风路不对是东兴路", "不是东风路是东兴路"])
def test_only_the_corrected_road_counts(said: str) -> None:
    """What the caller takes back is no part of the place."""
    assert spans(said) == [("road", "东兴路")]


@pytest.mark.parametrize(
    "said", ["", "昨天晚上", "他撞了我", "我也不知道在哪", "他时速八十公里撞上来", "撞了之后送到医院了"]
)
def test_no_place_is_none(said: str) -> None:
    """An utterance without a place gives None rather than a guess."""
    assert parse(said, language="zh") is None


SAID = """在 和 南京 路 西藏路 路口 高速 一百 公里 处 出口 小区 门口 不是 不对 上海 徐汇区
桥 上 我家 医院 号 三十三 镇 停车场 的 g 附近"""
WORDS = st.sampled_from(SAID.split())


@given(st.lists(WORDS, max_size=12).map("".join))
def test_words_and_spans_are_parts_of_the_text(text: str) -> None:
    """Whatever is said, parsing never fails and only ever quotes the caller, no words twice."""
    found = parse(text, language="zh")
    if found is not None:
        assert text[found.span[0] : found.span[1]] == found.words
        position = 0
        for span in found.spans:
            position = text.index(span.text, position) + len(span.text)


@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    """Characters no recogniser writes do no harm."""
    parse(text, language="zh")
