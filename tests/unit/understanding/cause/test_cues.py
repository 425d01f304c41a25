"""What is said in passing: injuries above all."""

import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause import classify, cues_in
from voiceapp.understanding.cause.rules import load

HURT = {
    "en": [
        "my neck hurts",
        "i think my arm is broken",
        "there's a lot of blood",
        "he isn't moving",
        "they took him to the hospital",
        "my passenger got hurt",
        "i hit my head on the steering wheel",
        "i can't feel my legs",
        "he's dead",
        "my chest is tight",
        "just a scratch on my arm",
        "nobody else is hurt but my knee is swollen",
        "i'm okay but my daughter is bleeding",
        "she can't breathe properly",
        "i'm stuck in the car i can't get out",
        "he's limping",
        "i'm not okay",
    ],
    "zh": [
        "我脖子疼",
        "他流血了",
        "我爱人受伤了",
        "骑车的人躺在地上不动",
        "已经送医院了",
        "他昏迷了",
        "孩子额头上有个包",
        "胸口闷喘不过气",
        "人被夹住了",
        "我膝盖擦破皮了",
        "没有大碍就是腰疼",
        "别人没事就我腿受伤了",
        "老人站不起来了",
        "有人受商了",
        "打了一二零",
    ],
}
UNHURT = {
    "en": [
        "nobody is hurt",
        "no one was injured",
        "we are all fine",
        "everyone is okay",
        "i don't think anyone's hurt",
        "we all walked away",
        "there weren't any injuries",
        "no one needs an ambulance",
        "just the car no people hurt",
    ],
    "zh": [
        "没有人受伤",
        "人没事",
        "大家都没事",
        "没伤到人",
        "不用叫救护车",
        "人没受伤就是车坏了",
        "双方都没有受伤",
        "车撞了人都没事",
    ],
}
SILENT = {
    "en": [
        "a car hit the back of my car",
        "i broke my back window",
        "the battery is dead",
        "he hit me head on",
        "it happened near the hospital",
        "i hit a dead deer",
        "he cut me off",
        "the engine died",
    ],
    "zh": [
        "车头撞坏了",
        "掉头的时候被撞",
        "在医院附近",
        "前车突然停了我没反应过来",
        "启动不了",
        "方向盘打死了",
        "手机没电",
    ],
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("said", "injury"), [(HURT, True), (UNHURT, False), (SILENT, None)])
def test_injuries_are_heard_denials_are_denials_and_things_do_not_bleed(
    said: dict[str, list[str]], injury: bool | None, language: str
) -> None:
    """A yes beats a no beside it; denials hold; broken windows and dead batteries say nothing of people."""
    wrong = [text for text in said[language] if classify(text, language=language).cues.injury is not injury]
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "drivable", "police"),
    [
        ("i hit a lamp post and the car had to be towed away", False, None),
        ("the windshield is cracked but i can drive it", True, None),
        ("he fled the scene and i called the police", None, True),
        ("we didn't call the police", None, False),
        ("the cops haven't come yet", None, False),
    ],
)
def test_drivable_and_police_are_heard(said: str, drivable: bool | None, police: bool | None) -> None:
    """What was said about the vehicle and the police is kept, what was not said stays open."""
    cues = classify(said, language="en").cues
    assert (cues.drivable, cues.police) == (drivable, police)


def test_some_causes_involve_others_by_what_they_are_unless_denied() -> None:
    """A rear-end collision needs another vehicle; a skid does not; "nobody else" is a no."""
    rules = load("en")
    assert cues_in("it happened at noon", CauseClass.COLLISION_REAR_END, rules).others is True
    assert cues_in("it happened at noon", CauseClass.SINGLE_VEHICLE, rules).others is None
    assert cues_in("nobody else was involved", CauseClass.SINGLE_VEHICLE, rules).others is False
