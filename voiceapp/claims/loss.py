"""Time, place and cause of a loss, as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the caller said when."""

    EXACT = "exact"  # "a quarter past eight"
    ABOUT = "about"  # "around ten"
    PART = "part"  # a part of a day: "yesterday evening"
    DAY = "day"  # a whole day: "last Tuesday"
    RANGE = "range"  # anything longer or with two ends: "between six and eight", "last week"


@dataclass(frozen=True, slots=True)
class LossTime:
    """When it happened: the half-open interval [start, end), both aware, in the line's time zone."""

    start: datetime
    end: datetime
    precision: Precision

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a loss time must know its time zone")
        if self.end < self.start:
            raise ValueError("a loss time must not end before it starts")


class SpanKind(StrEnum):
    """What a part of a place description names."""

    ROAD = "road"
    CROSS = "cross"
    HIGHWAY = "highway"
    CITY = "city"
    DISTRICT = "district"
    STATE = "state"
    LANDMARK = "landmark"
    MARKER = "marker"  # exit, mile marker, kilometre
    NUMBER = "number"  # house number


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """One named part of a place, in the caller's words."""

    kind: SpanKind
    text: str


@dataclass(frozen=True, slots=True)
class LossPlace:
    """Where it happened. `words` are the caller's own and always kept; `spans` only add to them."""

    words: str
    spans: tuple[PlaceSpan, ...] = ()


class CauseClass(StrEnum):
    """The one taxonomy of causes."""

    COLLISION_REAR_END = "collision_rear_end"
    COLLISION_SIDE = "collision_side"
    COLLISION_HEAD_ON = "collision_head_on"
    PARKING = "parking"
    HIT_OBJECT = "hit_object"
    SINGLE_VEHICLE = "single_vehicle"
    HIT_AND_RUN = "hit_and_run"
    PEDESTRIAN_CYCLIST = "pedestrian_cyclist"
    ANIMAL = "animal"
    WEATHER_FLOOD = "weather_flood"
    FIRE = "fire"
    THEFT = "theft"
    VANDALISM = "vandalism"
    GLASS = "glass"
    WATER_LEAK = "water_leak"
    FALL_INJURY = "fall_injury"
    BREAKDOWN = "breakdown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LossCause:
    """What happened: a class of the taxonomy and the caller's own words."""

    cause: CauseClass
    words: str
