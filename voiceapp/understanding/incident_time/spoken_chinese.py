"""The Mandarin of the read-back."""

from datetime import date, datetime

from voiceapp.understanding.incident_time.dates import month_and_day

_DIGITS = "零一二三四五六七八九"
_WEEKDAYS = "一二三四五六日"
_NEAR = ("今天", "昨天", "前天")
_PARTS = ((5, "凌晨"), (9, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
_MINUTES = {0: "", 15: "一刻", 30: "半", 45: "三刻"}


class Chinese:
    """See spoken.Voice."""

    def day(self, day: date, today: date) -> str:
        weekday = f"星期{_WEEKDAYS[day.weekday()]}"
        back = (today - day).days
        if 0 <= back < len(_NEAR):
            return f"{_NEAR[back]}，{weekday}"
        named = f"{_number(day.month)}月{_number(day.day)}号，{weekday}"
        latest = month_and_day(today, day.month, day.day)
        if latest is not None and latest.options[0].start == day:
            return named
        return f"{''.join(_DIGITS[int(digit)] for digit in str(day.year))}年{named}"

    def at(self, moment: datetime, today: date, *, about: bool) -> str:
        return f"{self.day(moment.date(), today)}，{_clock(moment)}{'左右' if about else ''}"

    def part(self, day: date, today: date, part: str, edge: str | None) -> str:
        del edge  # Mandarin has a word of its own for every part
        return f"{self.day(day, today)}，{part}"

    def so_far(self, today: date) -> str:
        return "今天早些时候"

    def within_day(self, start: datetime, end: datetime, today: date, *, about: bool) -> str:
        return f"{self.day(start.date(), today)}，{self.between(_clock(start), _clock(end), about=about)}"

    def between(self, start: str, end: str | None, *, about: bool) -> str:
        return f"{'大致' if about else ''}从{start}，到{f'{end}之间' if end else '现在'}"


def _clock(moment: datetime) -> str:
    part = next(name for end, name in _PARTS if moment.hour < end)
    hour = (moment.hour - 1) % 12 + 1 if moment.hour else 0
    return f"{part}{'两' if hour == 2 else _number(hour)}点{_minutes(moment.minute)}"


def _minutes(minute: int) -> str:
    if minute in _MINUTES:
        return _MINUTES[minute]
    return f"零{_DIGITS[minute]}分" if minute < 10 else f"{_number(minute)}分"


def _number(number: int) -> str:
    tens, unit = divmod(number, 10)
    if not tens:
        return _DIGITS[unit]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[unit] if unit else ''}"
