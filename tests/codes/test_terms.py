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
    assert sections.required("performance") == ()
    assert "名词解释" in {topic.topic for topic in sections.required("final")}


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
