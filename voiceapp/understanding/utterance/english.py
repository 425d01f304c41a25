"""Written English → spoken English. Each step turns one kind of figure or short form into words."""

import re
import unicodedata
from re import Match
from typing import Final

from voiceapp.understanding.utterance import figures
from voiceapp.understanding.utterance.english_dates import dates, times
from voiceapp.understanding.utterance.english_words import Words, words
from voiceapp.understanding.utterance.figures import cardinal, digit_words, ordinal

_APOSTROPHES: Final = str.maketrans("’‘`´ʼ＇", "''''''")
_HOURS: Final = frozenset((*figures.ONES[1:13], "fifteen", *figures.TENS[2:6], "o'clock"))


def normalise(text: str) -> str:
    """See `utterance.normalise`."""
    if _is_plain(text):
        return _words_only(text)
    data = words()
    text = text.translate(_APOSTROPHES)
    text = re.sub(r"\[[^\]]*\]|<[^>]*>", " ", text)
    for sign, said in data.signs.items():
        text = text.replace(sign, f" {said} ") if sign != "%" else re.sub(r"\s*%", f" {said}", text)
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    for step in (_stops, _money, dates, times, _ordinals, _quantities, _runs, _letters, _plain_figures):
        text = step(text, data)
    return _words_only(text)


def _is_plain(text: str) -> bool:
    """Nothing but lower-case words: what Vosk writes. The common case, so it is quick."""
    return re.fullmatch(r"[a-z' ]*", text) is not None


def _words_only(text: str) -> str:
    """Lower case, no accents, no punctuation but inner apostrophes; short forms said whole."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = unicodedata.normalize("NFKC", text).lower()
    text = "".join(c if c == "'" or (c.isalpha() and not c.isupper()) else " " for c in text)
    short = words().short
    found: list[str] = []
    for raw in text.split():
        word = raw.strip("'")
        if not word:
            continue
        if word == "am" and found and found[-1] in _HOURS:
            word = "a m"
        elif word == "clock" and found and found[-1] == "o":
            found.pop()
            word = "o'clock"
        found.extend(short.get(word, word).split())
    return " ".join(found)


def _stops(text: str, data: Words) -> str:
    """Full stops that shorten: "p.m.", "U.S.", "St.", "Ave."."""
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r" \1 m ", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:[A-Za-z]\.){2,}", lambda m: " ".join(m[0].split(".")), text)
    text = re.sub(r"\b([SD])([tr])\b\.?", lambda m: _saint_or_street(m, data), text)

    def said(match: Match[str]) -> str:
        meant = data.with_stop[match[1].lower()]
        named = meant in data.months or meant.endswith("day")
        return match[0] if named and match[1].islower() else meant + " "  # "in the sun. I was"

    text = re.sub(
        rf"\b({'|'.join(data.before_number)}) no\.\s?(?=\w)", r"\1 number ", text, flags=re.IGNORECASE
    )
    names = "|".join(map(re.escape, data.with_stop))
    text = re.sub(rf"\b({names})\.(?!\d)(?=\s*[\w'-])", said, text, flags=re.IGNORECASE)
    return re.sub(r"\b(NE|NW|SE|SW)\b", lambda m: data.compass[m[1]], text)


def _saint_or_street(match: Match[str], data: Words) -> str:
    """ "Oak St." is a street, "in St. Paul" a saint, "Ocean Dr." a drive, "Dr. Miller" a doctor."""
    if match[0][:2] not in ("St", "Dr"):
        return match[0]
    before = match.string[: match.start()].split()
    last = before[-1].strip(",.") if before else ""
    named = last[:1].isupper() or last[:1].isdigit() or last.endswith(("th", "st", "nd", "rd"))
    follows_name = named and last.lower() not in data.before_saint
    road = follows_name or not re.match(r"\s+[A-Z]", match.string[match.end() :])
    if match[1] == "S":
        return ("street" if road else "saint") + " "
    return ("drive" if follows_name else "doctor") + " "


def _money(text: str, _data: Words) -> str:
    def said(match: Match[str]) -> str:
        name = {"$": "dollars", "€": "euros", "£": "pounds"}[match[1]]
        whole, part = match[2].replace(",", ""), match[3] or ""
        scale = {"k": " thousand", "K": " thousand"}.get(match[4] or "", f" {match[4]}" if match[4] else "")
        amount = _amount(whole)
        if part and scale:
            return f" {amount} point {digit_words(part)}{scale} {name} "
        cents = f" and {cardinal(int(part[:2].ljust(2, '0')))} cents" if part.strip("0") else ""
        return f" {amount}{scale} {name}{cents} "

    return re.sub(r"([$€£])\s?(\d[\d,]*)(?:\.(\d+))?\s?(k|K|hundred|thousand|million)?\b", said, text)


def _amount(digits: str) -> str:
    """A number that counts something; absurdly long ones are read figure by figure."""
    return cardinal(int(digits)) if len(digits) <= 9 else digit_words(digits)


def _ordinals(text: str, _data: Words) -> str:
    text = re.sub(
        r"\b(\d{1,4})(?:st|nd|rd|th)\b", lambda m: f" {ordinal(int(m[1]))} ", text, flags=re.IGNORECASE
    )
    return re.sub(r"\b(?:\d\d)?([2-9]0)'?s\b", lambda m: cardinal(int(m[1]))[:-1] + "ies ", text)


def _quantities(text: str, data: Words) -> str:
    """Thousands with commas, decimals, and figures with a unit."""
    text = re.sub(
        r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", lambda m: f" {_amount(m[0].replace(',', ''))} ", text
    )

    def unit(match: Match[str]) -> str:
        part = f" point {digit_words(match[2])}" if match[2] else ""
        return f" {_amount(match[1])}{part} {data.units[match[3].lower()]} "

    names = "|".join(sorted(data.units, key=len, reverse=True))
    text = re.sub(rf"(?<![\w.])(\d+)(?:\.(\d+))?\s?({names})\b(?!['.]\w)", unit, text)
    text = re.sub(
        r"(?<![\w.])(\d{1,9})\.(\d+)(?![\w]|\.\d)",
        lambda m: f" {_amount(m[1])} point {digit_words(m[2])} ",
        text,
    )
    return re.sub(
        r"(?<![\d\w])(\d{4,9})(?=\s(?:dollars|bucks|miles|feet|meters|people)\b)",
        lambda m: f" {_amount(m[1])} ",
        text,
    )


def _runs(text: str, data: Words) -> str:
    """Groups of figures that are one number ("(212) 555-0198", "5, 5, 5, 0") are read figure by figure."""

    def said(match: Match[str]) -> str:
        groups = re.findall(r"\d+", match[0])
        before = match.string[: match.start()].split()
        if before and before[-1].lower().strip(",.") in data.months:
            return match[0]
        total = sum(map(len, groups))
        if (
            len(groups) == 2
            and "-" in match[0]
            and max(map(len, groups)) <= 2
            and int(groups[0]) < int(groups[1])
        ):
            return f" {cardinal(int(groups[0]))} to {cardinal(int(groups[1]))} "
        if len(groups) > 2 or total >= 6 or ("-" in match[0] and total > 4):
            return f" {digit_words(''.join(groups))} "
        return match[0]

    return re.sub(
        r"(?<![\w.$])\(?\d+\)?(?:\s*[-.,\s]\s*\(?\d+\)?(?![A-Za-z\d]))+", said, text, flags=re.ASCII
    )


def _letters(text: str, data: Words) -> str:
    """Letters beside figures: "BC123" is spelt, "I-94" is a road."""

    def spelt(match: Match[str]) -> str:
        return " ".join(figures.digit_words(c) if c.isdigit() else c for c in match[0]) + " "

    def beside(match: Match[str]) -> str:
        letters, gap, digits = match[1], match[2], match[3]
        if letters in data.road_letters and len(digits) <= 3 and not (letters == "A" and gap):
            return f" {' '.join(letters)} {_numbered(digits)} "
        if letters in data.not_letters:
            return match[0]
        return f" {' '.join(letters)} {digit_words(digits)} "

    text = re.sub(r"\b([A-Z]{1,4})([- ]?)(\d+)\b", beside, text, flags=re.ASCII)
    # "ABC one two three", "seven four XY".
    figure = "|".join((*figures.ONES[1:10], "oh", "zero", "double", "triple"))
    text = re.sub(rf"\b([A-Z]{{2,4}})(?=,? (?:{figure})\b)", lambda m: _spaced(m[1], data), text)
    text = re.sub(
        rf"(?<= )(?i:({figure}),? )([A-Z]{{2,4}})\b", lambda m: f"{m[1]} {_spaced(m[2], data)}", text
    )
    # Behind a figure or a spelt letter, capitals are letters too: "5550142 W", "A BC".
    text = re.sub(r"(?<=\d)[ -]([A-Z]{1,3})\b(?!')", lambda m: f" {_spaced(m[1], data)}", text)
    return re.sub(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w+\b", spelt, text, flags=re.ASCII)


def _spaced(letters: str, data: Words) -> str:
    return letters if letters in data.not_letters else " ".join(letters)


def _numbered(digits: str) -> str:
    """How roads, exits and rooms are said."""
    if digits.startswith("0"):
        return digit_words(digits)
    return figures.hundreds(digits) if len(digits) == 3 else cardinal(int(digits))


def _plain_figures(text: str, data: Words) -> str:
    """What is left: years, house numbers, counts, long numbers."""

    def said(match: Match[str]) -> str:
        digits = match[0]
        if digits.startswith("0") and len(digits) == 2:
            return f" oh {cardinal(int(digits))} " if digits != "00" else " zero zero "
        if (digits.startswith("0") and len(digits) > 1) or len(digits) > 4:
            return f" {digit_words(digits)} "
        if len(digits) == 4:
            return f" {figures.pairs(digits)} "
        before = re.findall(r"[a-z]+", match.string[: match.start()].lower()[-16:])
        road = len(digits) == 3 and before and before[-1] in data.numbered
        return f" {_numbered(digits) if road else cardinal(int(digits))} "

    return re.sub(r"\d+", said, text, flags=re.ASCII)
