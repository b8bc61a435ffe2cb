from gouji.codes import sections, terms
from gouji.codes.script import simplified


def test_every_strict_term_is_a_known_phrase() -> None:
    assert terms.strict() <= terms.known()


def test_names_of_the_classification_are_known_phrases() -> None:
    assert "行政单位医疗" in terms.known()


def test_find_gives_the_longest_phrase() -> None:
    text = "一般公共预算财政拨款支出"
    (span, *_) = terms.find(text)
    assert text[slice(*span)] == "一般公共预算财政拨款"


def test_endings_and_openings_are_longer_than_their_key() -> None:
    assert "预算单位" in terms.endings()["单位"]
    assert "单位预算" in terms.openings()["单位"]


def test_traditional_characters_are_in_big5_and_not_in_gb2312() -> None:
    for old, new in simplified().items():
        assert old.encode("big5")
        assert new.encode("gb2312")
        assert not _in_gb2312(old)


def test_characters_that_live_on_in_simplified_text_are_left_out() -> None:
    assert not set("於後著乾鍾") & set(simplified())


def test_an_unknown_kind_demands_nothing() -> None:
    assert sections.topics("performance", 2024, "") == ()
    assert "名词解释" in {each.topic for each in sections.topics("final", 2024, "")}


def test_a_place_demands_more_than_the_country() -> None:
    everywhere = {(each.topic, each.says) for each in sections.sentences("final", 2024, "")}
    shanghai = {(each.topic, each.says) for each in sections.sentences("final", 2024, "上海市普陀区")}
    assert ("“三公”经费", "完成预算的比例") in shanghai - everywhere
    assert everywhere < shanghai
    assert ("机关运行经费", "比上年的增减") in {
        (each.topic, each.says) for each in sections.sentences("budget", 2017, "无锡市")
    }


def test_only_what_the_country_demands_is_ever_clear() -> None:
    for kind in ("budget", "final"):
        for place in ("上海市", "四川省", "江苏省"):
            assert all(each.places == ("",) for each in sections.sentences(kind, 2024, place) if each.clear)


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
