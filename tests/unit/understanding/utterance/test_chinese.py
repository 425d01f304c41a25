"""Chinese normal form: simplified characters and Chinese figures, whichever recogniser heard it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.utterance import normalise

WRITTEN = {
    "3點半": "三点半",
    "10点": "十点",
    "2点": "两点",
    "8:05": "八点零五分",
    "今天上午8.1克": "今天上午八点一刻",
    "昨天下午 3:30": "昨天下午三点三十分",
    "12点05分": "十二点零五分",
    "2026年3月5日": "二零二六年三月五日",
    "24年3月": "二四年三月",
    "2026-03-05": "二零二六年三月五日",
    "3/5": "三月五日",
    "3:00": "三点",
    "3 5": "三五",
    "2号": "二号",
    "周2": "周二",
    "2个小时前": "两个小时前",
    "1.5小时": "一个半小时",
    "10-15分钟前": "十到十五分钟前",
    "大概20分鐘以前": "大概二十分钟以前",
    "第2个路口": "第二个路口",
    "200米": "二百米",
    "120公里處": "一百二十公里处",
    "1,200元": "一千二百元",
    "￥500": "五百元",
    "1.2万": "一点二万",
    "50%": "百分之五十",
    "107国道": "一零七国道",
    "G15高速": "g十五高速",
    "京A12345": "京a一二三四五",
    "粤A·D12345": "粤ad一二三四五",
    "138 0013 8000": "一三八零零一三八零零零",
    "110": "一一零",
    "〇七": "零七",
    "著火了": "着火了",
    "嗯 是": "嗯是",
    "不是，是星期一。": "不是是星期一",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_written_chinese_becomes_what_was_said(written: str) -> None:
    """Traditional characters, figures, spaces and punctuation become the one spoken form."""
    assert normalise(written, "zh") == WRITTEN[written]


@given(st.text() | st.text("0123456789:/-., 点年月日号个两京aG米%¥第周著〇○"))
def test_any_text_has_one_normal_form(text: str) -> None:
    """Whatever a recogniser writes: no error, no figure left, and a second pass changes nothing."""
    once = normalise(text, "zh")
    assert normalise(once, "zh") == once
    assert not any(c.isdigit() or c.isspace() for c in once)
