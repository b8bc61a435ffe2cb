"""核实函 from confirmed findings to its end, and every wrong way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.matters.made import MONDAY, Life, a_filing, a_finding, an_original

from gouji.web.audit.models import Event
from gouji.web.filings.models import Finding
from gouji.web.matters import hooks
from gouji.web.matters.letters.words import page_of
from gouji.web.matters.models import Matter, Move
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError, StaleError
from gouji.web.matters.services.explaining import explain
from gouji.web.matters.services.moving import move
from gouji.web.matters.services.needs import Given
from gouji.web.matters.services.opening import Draft, open_from_findings, open_matter
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District

TITLE = "2025年度部门决算有关数据"


@pytest.fixture
def life(district: District) -> Life:
    finding = a_finding(a_filing(district.forestry))
    (matter,) = open_from_findings("verification", [finding], district.people["office"], title=TITLE, today=MONDAY)
    return Life(matter, district)


def states(matter: Matter) -> list[str]:
    return [row.after for row in matter.moves.all()]


def test_a_letter_s_whole_life(life: Life) -> None:
    life.go("submit", "office")
    life.go("sign", "office_lead")
    assert (life.matter.number, life.matter.due_on) == ("青人财函〔2026〕1号", dt.date(2026, 3, 16))
    life.go("answer", "accountant", answer="系填报时误取上年数，已更正。", files=(("更正.docx", an_original("b")),))
    assert life.matter.due_on is None
    life.go("return", "office", reason="更正后的文本没有附来")
    assert life.matter.due_on == dt.date(2026, 3, 9)
    life.go("answer", "unit_lead", answer="补报")
    life.go("accept", "office", reason="已核对")
    life.go("close", "office_lead", day=dt.date(2026, 3, 5))
    assert states(life.matter) == [
        "drafted",
        "signing",
        "sent",
        "answered",
        "returned",
        "answered",
        "reviewed",
        "closed",
    ]
    assert (life.matter.is_open, life.matter.closed_on) == (False, dt.date(2026, 3, 5))
    assert [one.file_name for one in life.matter.attachments.filter(letter="")] == ["更正.docx"]


def test_every_move_leaves_an_event_with_state_and_reason(life: Life) -> None:
    life.go("submit", "office")
    life.go("send_back", "office_lead", reason="请补充附件")
    event = Event.objects.filter(action="matter.send_back").get()
    assert (event.detail["state"], event.detail["reason"]) == (["signing", "drafted"], "请补充附件")
    assert event.object_id == str(life.matter.pk)


def test_no_answer_leads_to_a_supervision_letter_with_a_number_of_its_own(life: Life) -> None:
    life.go("submit", "office")
    life.go("sign", "office_lead")
    row = life.go("supervise", "office_lead", day=dt.date(2026, 3, 17), reason="逾期没有答复")
    assert row.data["number"] == "青人督〔2026〕1号"
    assert (life.matter.number, life.matter.state) == ("青人财函〔2026〕1号", "supervised")
    assert life.matter.due_on == dt.date(2026, 3, 24)


def test_the_term_leaves_out_the_spring_festival(life: Life) -> None:
    # 2026-02-15 to 02-23 are off, 02-14 and 02-28 are worked: ten working days after 02-09 are
    # 10 11 12 13 14 24 25 26 27 28.
    life.go("submit", "office", day=dt.date(2026, 2, 9))
    life.go("sign", "office_lead", day=dt.date(2026, 2, 9))
    assert life.matter.due_on == dt.date(2026, 2, 28)


def test_several_units_get_a_letter_each(district: District) -> None:
    findings = [a_finding(a_filing(unit), key) for unit, key in ((district.forestry, "A"), (district.schools, "B"))]
    findings.append(a_finding(findings[0].filing, "C"))
    opened = open_from_findings("verification", findings, district.people["office"], title=TITLE, today=MONDAY)
    assert [(one.unit, one.findings.count()) for one in opened] == [(district.forestry, 2), (district.schools, 1)]


def test_only_confirmed_findings_and_only_once(district: District, life: Life) -> None:
    office = district.people["office"]
    doubt = a_finding(a_filing(district.schools), state=Finding.State.OPEN)
    with pytest.raises(NotNowError, match="还没有确认为问题"):
        open_from_findings("verification", [doubt], office, title=TITLE, today=MONDAY)
    with pytest.raises(NotNowError, match="已在“2025年度部门决算有关数据”中办理"):
        open_from_findings("verification", life.matter.findings.all(), office, title=TITLE, today=MONDAY)
    assert Matter.objects.count() == 1


def test_the_same_problem_next_year_is_linked(life: Life) -> None:
    again = a_finding(a_filing(life.district.forestry, 2026))
    (matter,) = open_from_findings(
        "verification",
        [again],
        life.district.people["office"],
        title="2026年度部门决算有关数据",
        today=dt.date(2027, 3, 1),
    )
    assert matter.follows == life.matter


WAY = ("submit", "sign", "answer", "accept", "close")
BY = {"submit": "office", "sign": "office_lead", "answer": "accountant", "accept": "office", "close": "office_lead"}
MAY = {
    "submit": {Role.OFFICE, Role.OFFICE_LEAD},
    "sign": {Role.OFFICE_LEAD},
    "answer": {Role.ACCOUNTANT, Role.UNIT_LEAD},
    "accept": {Role.OFFICE, Role.OFFICE_LEAD},
    "close": {Role.OFFICE_LEAD},
}
FULL: dict[str, Any] = {"reason": "理由", "answer": "说明"}


@pytest.mark.parametrize("at", range(len(WAY)))
def test_nobody_else_may_move_it(life: Life, at: int) -> None:
    for code in WAY[:at]:
        life.go(code, BY[code], **FULL)
    for role in set(Role) - MAY[WAY[at]]:
        with pytest.raises(NotAllowedError):
            life.go(WAY[at], str(role), **FULL)
    life.go(WAY[at], BY[WAY[at]], **FULL)


def test_another_unit_may_not_answer(life: Life) -> None:
    life.matter.unit = life.district.schools
    life.matter.save(update_fields=["unit"])
    life.go("submit", "office")
    life.go("sign", "office_lead")
    with pytest.raises(NotAllowedError):
        life.go("answer", "accountant", **FULL)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICE, Role.OFFICE_LEAD}])
def test_nobody_else_opens_a_letter(district: District, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        open_matter(
            Draft("verification", district.county, TITLE, district.forestry), district.people[role], today=MONDAY
        )


@pytest.mark.parametrize("code", ["sign", "answer", "accept", "close", "reopen", "supervise", "fly"])
def test_a_move_from_elsewhere_is_refused(life: Life, code: str) -> None:
    with pytest.raises(NotNowError, match="事项现在是“起草”"):
        life.go(code, "office_lead", **FULL)
    assert life.matter.moves.count() == 1


def test_what_a_move_needs_is_asked_for(life: Life) -> None:
    life.go("submit", "office")
    life.go("sign", "office_lead")
    with pytest.raises(MissingError, match="请填写说明"):
        life.go("answer", "accountant", answer="  ")
    assert life.matter.state == "sent"


def test_the_second_of_two_hears_who_was_faster(life: Life) -> None:
    first, second = Matter.objects.get(), Matter.objects.get()
    seen = first.version
    move(first, "submit", life.district.people["office"], Given(), seen=seen, today=MONDAY)
    with pytest.raises(StaleError, match="人大工作人员刚刚办理了“送签”"):
        move(second, "withdraw", life.district.people["office"], Given(reason="x"), seen=seen, today=MONDAY)
    assert Matter.objects.get().state == "signing"
    assert not Event.objects.filter(action="matter.withdraw").exists()


def test_a_row_of_the_history_is_never_altered(life: Life) -> None:
    row = Move.objects.get(matter=life.matter)
    row.reason = "另一个理由"
    with pytest.raises(TypeError, match="never altered"):
        row.save()


def test_a_closed_letter_is_opened_again_by_the_head_with_a_reason(life: Life) -> None:
    for code in WAY:
        life.go(code, BY[code], **FULL)
    with pytest.raises(NotAllowedError):
        life.go("reopen", "office", **FULL)
    life.go("reopen", "office_lead", reason="公开文本仍是旧数")
    assert (life.matter.state, life.matter.is_open, life.matter.closed_on) == ("returned", True, None)


def test_other_apps_hear_of_every_move_and_cannot_undo_it(
    life: Life,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,  # noqa: ANN401  the plugin has no type for it
) -> None:
    heard: list[str] = []

    def fails(_matter: Matter) -> None:
        raise RuntimeError

    monkeypatch.setattr(hooks, "_HOOKS", [fails, lambda matter: heard.append(matter.state)])
    with django_capture_on_commit_callbacks(execute=True):
        life.go("submit", "office")
    life.matter.refresh_from_db()
    assert (heard, life.matter.state) == (["signing"], "signing")


def test_the_unit_explains_finding_by_finding_and_the_list_says_it(life: Life) -> None:
    finding, accountant = life.matter.findings.get(), life.district.people["accountant"]
    with pytest.raises(NotNowError):
        explain(life.matter, finding, accountant, "系笔误", today=MONDAY)
    life.go("submit", "office")
    life.go("sign", "office_lead")
    with pytest.raises(NotAllowedError):
        explain(life.matter, finding, life.district.people["office"], "系笔误", today=MONDAY)
    with pytest.raises(MissingError):
        explain(life.matter, finding, accountant, " ", today=MONDAY)
    other = a_finding(a_filing(life.district.schools))
    with pytest.raises(NotNowError):
        explain(life.matter, other, accountant, "系笔误", today=MONDAY)
    explain(life.matter, finding, accountant, "系笔误", today=MONDAY)
    explain(life.matter, finding, accountant, "系笔误，已更正", today=MONDAY)
    letter = life.matter.the_kind.letters["supervision"]
    annex = page_of(life.matter, letter, number="", today=MONDAY).annex
    assert annex is not None
    assert annex.rows[0][-1] == "系笔误，已更正"
    assert [one.text for one in life.matter.explanations.all()] == ["系笔误", "系笔误，已更正"]
