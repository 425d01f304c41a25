"""Dictated English numbers → items. Words come from `data/en/numbers.toml`."""

from collections.abc import Callable
from typing import Final

from voiceapp.understanding.numbers.english_words import Words, words
from voiceapp.understanding.numbers.items import Break, Item, Redo, Symbols
from voiceapp.understanding.readings import NumberKind

_OF_THE_CLOCK = (("a", "m"), ("p", "m"))
_FIGURES_ONLY: Final = (NumberKind.PHONE, NumberKind.CLAIM)
# These spell whatever the letter; behind others ("m for mother", misheard "d as a dog") the letter must fit.
_SPELLS: Final = (("as", "in"), ("like", "in"), ("is", "for"), ("stands", "for"), ("like", "the", "word"))


def items(text: str, kind: NumberKind) -> list[Item]:
    """The items of a normalised text."""
    return _Reader(text.split(), kind, words()).read()


class _Reader:
    """Goes through the words once. Each `_…` method moves on, and returns True, if it knew the words."""

    def __init__(self, tokens: list[str], kind: NumberKind, known: Words) -> None:
        self.tokens = tokens
        self.kind = kind
        self.known = known
        self.at = 0
        self.out: list[Item] = []
        self.stopped = False

    def read(self) -> list[Item]:
        steps: tuple[Callable[[], bool], ...] = (
            self._counted,
            self._repeated,
            self._spelt,
            self._count,
            self._digit,
            self._phrase,
            self._letter,
        )
        while self.at < len(self.tokens) and not self.stopped:
            if not any(step() for step in steps):
                self.out.append(Break())
                self.at += 1
        return self.out

    def _word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at] if 0 <= at < len(self.tokens) else ""

    def _say(self, *readings: str, used: int, sure: bool = True) -> bool:
        self.out.append(Symbols(tuple(readings), sure))
        self.at += used
        return True

    def _repeated(self) -> bool:
        """ "double seven", "triple oh", "three fives", "double u"."""
        word, following = self._word(), self._word(1)
        if word == "double" and following in ("u", "you", "w"):
            used = 2
            return self._say("W", used=used) if self._letters_fit() else False
        symbol = self.known.digits.get(following) or (
            "0" if following == "o" else self._plain_letter(following)
        )
        if word in self.known.times and symbol:
            return self._say(symbol * self.known.times[word], used=2)
        if word == "w" and self.kind is NumberKind.PHONE and following in self.known.digits:
            return self._say(self.known.digits[following] * 2, used=2)
        if following in self.known.plurals and word in self.known.digits and word != "zero":
            return self._say(self.known.plurals[following] * int(self.known.digits[word]), used=2)
        return False

    def _counted(self) -> bool:
        """ "three p m", "twenty minutes": a figure that counts something is no part of a number."""
        value, used = self._below_hundred(0)
        if value and self._word(used) in self.known.announced:
            self.at += used + 1
            return True
        following = tuple(self.tokens[self.at + used : self.at + used + 2])
        known = next((phrase for phrase in (following, following[:1]) if phrase in self.known.counted), None)
        if not value or self._after_symbols() or known is None:
            return False
        if known in _OF_THE_CLOCK and self.kind is NumberKind.PLATE:
            return False  # "seven a m b one two three": letters of the plate
        self.out.append(Break())
        self.at += used + len(known)
        return True

    def _plain_letter(self, word: str) -> str:
        if not self._letters_fit():
            return ""
        return word.upper() if len(word) == 1 and word.isalpha() else self.known.letters.get(word, "").upper()

    def _letters_fit(self) -> bool:
        return self.kind not in _FIGURES_ONLY

    def _spelt(self) -> bool:
        """ "b as in boy", "m for mother", "x ray"; behind a figure the explanation is passed over."""
        if self._word() == "x" and self._word(1) == "ray" and self._letters_fit():
            return self._say("X", used=2)
        for phrase in self.known.spelling:
            if tuple(self.tokens[self.at + 1 : self.at + 1 + len(phrase)]) != phrase:
                continue
            example = self._word(1 + len(phrase))
            used = 2 + len(phrase) + (example == "x" and self._word(2 + len(phrase)) == "ray")
            if not example or example in self.known.digits:
                continue
            if self._word() in self.known.digits:
                return (
                    self._say(self.known.digits[self._word()], used=used) if phrase == ("as", "in") else False
                )
            letter = self._named_letter(self._word())
            if phrase not in _SPELLS and not (letter and self._initial(example) == letter):
                continue
            if self._letters_fit() and (letter or phrase[-1] == "in"):
                return self._say((self._initial(example) or letter).upper(), used=used)
        return False

    def _initial(self, example: str) -> str:
        """The letter a word is named for; a misheard letter is put right by its word."""
        return self.known.letters.get(example, example[:1])

    def _named_letter(self, word: str) -> str:
        if len(word) == 1 and word.isalpha():
            return word
        return self.known.letter_names.get(word, "")

    def _count(self) -> bool:
        """ "twenty one", "six hundred forty two", "two thousand twenty six", "a hundred"."""
        tens = self.known.below_hundred.get(self._word(), 0)
        unit = self.known.digits.get(self._word(1), "0")
        if tens >= 20 and unit != "0" and self._word(2) == "hundred":
            return self._say(f"{tens + int(unit)}00", f"{tens}{unit}00", used=3)
        head, used = self._below_hundred(0)
        if used == 0 and self._word() == "a" and self._word(1) in ("hundred", "thousand"):
            head, used = 1, 1
        if used == 0 and self._word() == "hundred":
            return self._hundreds(1, 1)
        if used == 0:
            return False
        if self._word(used) == "hundred":
            return self._hundreds(head, used + 1)
        if self._word(used) == "thousand":
            return self._thousands(head, used + 1)
        return self._say(str(head), used=used) if head >= 10 else False

    def _hundreds(self, head: int, used: int) -> bool:
        gap = 1 if self._word(used) == "and" else 0
        rest, more = self._below_hundred(used + gap)
        if more == 0 or rest == 0:
            return self._say(f"{head}00", used=used)
        joined, apart = str(head * 100 + rest), f"{head}00{rest}"
        single = rest < 10 and self._word(used + gap + more) in {*self.known.digits, *self.known.times}
        readings = (apart, joined) if single and not gap else (joined, apart)
        return self._say(*readings, used=used + gap + more)

    def _thousands(self, head: int, used: int) -> bool:
        hundreds, more = self._below_hundred(used)
        value = head * 1000
        if more and self._word(used + more) == "hundred":
            value += hundreds * 100
            used += more + 1
        gap = 1 if self._word(used) == "and" else 0
        rest, more = self._below_hundred(used + gap)
        if more == 0 or rest == 0:
            return self._say(str(value), used=used)
        return self._say(str(value + rest), f"{value}{rest}", used=used + gap + more)

    def _below_hundred(self, ahead: int) -> tuple[int, int]:
        """The number from 1 to 99 that stands `ahead`, and its words; (0, 0) when there is none."""
        word = self._word(ahead)
        if word in self.known.below_hundred:
            value = self.known.below_hundred[word]
            unit = self.known.digits.get(self._word(ahead + 1), "0")
            joins = value >= 20 and unit != "0" and self._word(ahead + 2) != "hundred"
            return (value + int(unit), 2) if joins else (value, 1)
        digit = self.known.digits.get(word, "0")
        return (int(digit), 1) if digit != "0" else (0, 0)

    def _digit(self) -> bool:
        word = self._word()
        if word in self.known.digits:
            return self._say(self.known.digits[word], used=1)
        if word == "plus" and self.kind is NumberKind.PHONE:
            return self._say("+", used=1)
        if self.kind in _FIGURES_ONLY:
            heard = word == "o" or (word in self.known.sounds_like and self._among_figures())
            return self._say(self.known.sounds_like[word], used=1) if heard else False
        if word == "o" and self._word(-1) != "letter":
            return self._say(
                *(("O", "0") if self._letter_at(-1) or self._letter_at(1) else ("0", "O")), used=1
            )
        return False

    def _among_figures(self) -> bool:
        """Figures, or words that sound so, on both sides; or behind a figure at the very end."""
        before, after = self._word(-1), self._word(1)
        return (self._figure_at(-1) or before in self.known.sounds_like) and (
            self._figure_at(1) or after in self.known.sounds_like or after == ""
        )

    def _figure_at(self, ahead: int) -> bool:
        word = self._word(ahead)
        return word in self.known.digits or word in self.known.below_hundred or word in self.known.times

    def _letter_at(self, ahead: int) -> bool:
        word = self._word(ahead)
        return (len(word) == 1 and word.isalpha()) or word in self.known.letters

    def _after_symbols(self) -> bool:
        return bool(self.out) and isinstance(self.out[-1], Symbols)

    def _phrase(self) -> bool:
        """Fillers, "it's", "sorry", "let me start over", "extension"."""
        for size in range(min(self.known.longest, len(self.tokens) - self.at), 0, -1):
            found = self.known.phrases.get(tuple(self.tokens[self.at : self.at + size]))
            if found is None:
                continue
            match found:
                case "leads" if not (self.out and isinstance(self.out[-1], Redo)):
                    self.out.append(Break())
                case "redo" | "restart":
                    self.out.append(Redo(all=found == "restart"))
                case "stop":
                    self.stopped = any(isinstance(item, Symbols) for item in self.out)
            self.at += size
            return True
        return False

    def _letter(self) -> bool:
        word = self._word()
        if not self._letters_fit():
            if word == "a":
                self.at += 1
            return word == "a"
        if word in self.known.letters:
            return self._say(self.known.letters[word].upper(), used=1)
        if len(word) == 1 and word.isalpha():
            if (word == "i" and self._word(1) in self.known.speaker) or (word == "a" and self._is_article()):
                self.at += 1
                return True
            return self._say(word.upper(), used=1)
        if word in self.known.letter_names and (self._after_symbols() or word not in self.known.never_first):
            return self._say(self.known.letter_names[word].upper(), used=1, sure=False)
        return False

    def _is_article(self) -> bool:
        """ "and a two", "a vanity plate"."""
        following = self._word(1)
        if {self._word(-1), following} & {"capital", "letter", "uppercase"}:
            return False
        is_symbol = self._figure_at(1) or self._letter_at(1) or following in self.known.letter_names
        return (not is_symbol and not self._after_symbols()) or self._word(-1) in ("and", "then")
