"""The small language in which an admin writes how people say a thing; compiled to regular expressions.

    hit (me|us) from behind      words in order; `(a|b c)` is a choice
    <hit> .. <tree>              `<name>` is a list from the file's [words]; `..` is up to 3 words between
    rear .. ended ... again      `...` is up to 8 words between
    the? scrap*                  `?` may be left out (`(a|b)?` too); `*` any ending of a word
    fire !(hydrant|station)      `!(…)` not followed by

In Chinese the unit is the character instead of the word: `..` is up to 4 characters, `...` up to 10, and `*`
is not used; `?` leaves out the one character before it. Spaces in a Chinese pattern mean nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\.{2,3}|!\(|[()|?]|<[a-z0-9_]+>|[^\s()|?<>.!]+")


class PatternError(ValueError):
    """A pattern that cannot be understood; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """What a unit of text is: a word and the space after it, or one character."""

    words: bool

    def literal(self, piece: str) -> str:
        if not self.words:
            return re.escape(piece)
        return re.escape(piece).replace(r"\*", r"\S*") + " "

    def gap(self, piece: str) -> str:
        if self.words:
            return r"(?:\S+ ){0,3}?" if piece == ".." else r"(?:\S+ ){0,8}?"
        return r".{0,4}?" if piece == ".." else r".{0,10}?"

    def prepare(self, text: str) -> str:
        """The text as the expressions see it; offsets stay those of the given text."""
        return text + " " if self.words else text


ENGLISH = Alphabet(words=True)
CHINESE = Alphabet(words=False)


def alphabet(language: str) -> Alphabet:
    """`language` is "en" or "zh"."""
    return CHINESE if language == "zh" else ENGLISH


def expression(pattern: str, groups: Mapping[str, str], unit: Alphabet) -> str:
    """The pattern as the text of a regular expression; `groups` holds compiled [words] by name."""
    pieces = _TOKEN.findall(pattern)
    if "".join(pieces) != re.sub(r"\s+", "", pattern):
        raise PatternError(f'"{pattern}": use only words, ( | ) ? * !( .. ... and <name>')
    if not unit.words:  # so that "?" leaves out one character, not the whole run before it
        pieces = [part for piece in pieces for part in (piece if _is_literal(piece) else [piece])]
    body, rest = _sequence(pieces, pattern, groups, unit, inside=False)
    if rest:
        raise PatternError(f'"{pattern}": there is a ")" too many')
    if not body:
        raise PatternError("an empty pattern says nothing: remove it")
    return body


def _is_literal(piece: str) -> bool:
    return piece[0] not in "!()|?<."


def _sequence(
    pieces: list[str], pattern: str, groups: Mapping[str, str], unit: Alphabet, *, inside: bool
) -> tuple[str, list[str]]:
    """Everything up to the closing bracket (`inside`) or the end; and the pieces behind it."""
    choices: list[str] = []
    parts: list[str] = []
    while pieces:
        piece, pieces = pieces[0], pieces[1:]
        if piece == ")":
            if not inside:
                return "".join(parts), [piece, *pieces]
            return _choice(choices, parts), pieces
        if piece == "|":
            choices.append("".join(parts))
            parts = []
            continue
        if piece == "?":
            if not parts:
                raise PatternError(f'"{pattern}": "?" must follow what may be left out')
            parts[-1] = f"(?:{parts[-1]})?"
            continue
        if piece in ("(", "!("):
            body, pieces = _sequence(pieces, pattern, groups, unit, inside=True)
            body = f"(?!{body})" if piece == "!(" else body
        elif piece.startswith("<"):
            body = _group(piece[1:-1], pattern, groups)
        elif piece.startswith(".."):
            body = unit.gap(piece)
        else:
            body = unit.literal(piece)
        parts.append(body)
    if inside:
        raise PatternError(f'"{pattern}": a ")" is missing')
    return _choice(choices, parts), pieces


def _choice(choices: list[str], last: list[str]) -> str:
    if not choices and len(last) < 2:
        return "".join(last)
    return "(?:" + "|".join([*choices, "".join(last)]) + ")"


def _group(name: str, pattern: str, groups: Mapping[str, str]) -> str:
    if name not in groups:
        raise PatternError(f'"{pattern}": there is no list "{name}" above it in [words]')
    return groups[name]


def compile_any(patterns: list[str], groups: Mapping[str, str], unit: Alphabet) -> re.Pattern[str]:
    """One expression that matches where any of the patterns does, at the beginning of a word."""
    return at_words("|".join(expression(pattern, groups, unit) for pattern in patterns), unit)


def at_words(body: str, unit: Alphabet) -> re.Pattern[str]:
    """The text of an expression, compiled to match at the beginning of a word only (in Chinese, anywhere)."""
    return re.compile((r"(?<!\S)" if unit.words else "") + f"(?:{body})")
