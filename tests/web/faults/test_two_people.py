"""Two people do one thing at one moment: it is done once, and who was slower reads why in a sentence."""

from __future__ import annotations

import uuid
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.web.api.conftest import token_for
from tests.web.faults.conftest import at_once
from tests.web.filings.conftest import BAD_TOTAL, GOOD, keep
from tests.web.matters.made import MONDAY, Life, a_filing, a_finding

from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Finding, Intake
from gouji.web.filings.services import filing as handing_in
from gouji.web.filings.services import findings, intake
from gouji.web.matters.models import Matter, Move
from gouji.web.matters.services import items, moving, opening
from gouji.web.matters.services.needs import Given
from gouji.web.matters.services.opening import Draft, open_from_findings, open_matter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import District

    from gouji.web.units.models import Unit

    Meet = Callable[[object, str], None]

TITLE = "2025年度部门决算有关数据"


def letter(district: District, unit: Unit | None = None) -> Matter:
    finding = a_finding(a_filing(unit or district.forestry))
    return open_from_findings("verification", [finding], district.people["office"], title=TITLE, today=MONDAY)[0]


def refusals(said: list[object]) -> list[str]:
    """The sentences of those who were refused; anything else that went wrong is raised."""
    for one in said:
        if isinstance(one, Exception) and not isinstance(one, Refused):
            raise one
    return [str(one) for one in said if isinstance(one, Refused)]


def test_two_people_move_one_matter(district: District, meet: Meet) -> None:
    matter = letter(district)
    meet(moving, "write")

    def submit(role: str) -> object:
        mine = Matter.objects.get(pk=matter.pk)
        return moving.move(mine, "submit", district.people[role], Given(), seen=matter.version, today=MONDAY)

    [sentence] = refusals(at_once(lambda: submit("office"), lambda: submit("office_lead")))
    assert "刚刚办理了" in sentence
    assert "没有保存" in sentence
    matter.refresh_from_db()
    assert (matter.state, matter.version) == ("signing", 2)
    assert Move.objects.filter(matter=matter, code="submit").count() == 1


def test_two_people_decide_on_one_finding(district: District, meet: Meet) -> None:
    finding = a_finding(a_filing(district.forestry), state=Finding.State.OPEN)
    meet(findings, "_may_review")

    def decide(role: str, after: str) -> object:
        mine = Finding.objects.get(pk=finding.pk)
        return findings.decide(district.people[role], mine, after, "口径不同", before="open")

    said = at_once(lambda: decide("office", "confirmed"), lambda: decide("finance", "rejected"))
    assert refusals(said) == ["这条疑点刚刚已由他人处理，请看过现在的状态再决定。"]
    finding.refresh_from_db()
    assert [one.after for one in finding.decisions.all()] == [finding.state]


def test_two_people_open_a_letter_on_one_finding(district: District, meet: Meet) -> None:
    finding = a_finding(a_filing(district.forestry))
    meet(opening, "_create")

    def ask(role: str) -> object:
        return open_from_findings("verification", [finding], district.people[role], title=TITLE, today=MONDAY)

    [sentence] = refusals(at_once(lambda: ask("office"), lambda: ask("office_lead")))
    assert "中办理" in sentence
    assert finding.matters.count() == Matter.objects.count() == 1


def test_two_letters_signed_at_one_moment_bear_two_numbers(district: District, meet: Meet) -> None:
    both = [Life(letter(district, unit), district) for unit in (district.forestry, district.schools)]
    for life in both:
        life.go("submit", "office")
    meet(moving, "next_number")
    assert not refusals(at_once(*(lambda life=life: life.go("sign", "office_lead") for life in both)))
    assert sorted(Matter.objects.values_list("number", flat=True)) == ["青人财函〔2026〕1号", "青人财函〔2026〕2号"]


def test_two_people_add_an_item_to_one_list(district: District, meet: Meet) -> None:
    draft = Draft("rectification", district.county, "2025年度审计整改", district.forestry)
    matter = open_matter(draft, district.people["office"], today=MONDAY)
    meet(items, "key_of")

    def add(role: str, problem: str) -> object:
        return items.add_item(Matter.objects.get(pk=matter.pk), district.people[role], problem, today=MONDAY)

    assert not refusals(at_once(lambda: add("office", "超标准列支"), lambda: add("office_lead", "未按期公开")))
    assert sorted(matter.items.values_list("number", flat=True)) == [1, 2]


def test_two_people_hand_in_the_first_version(district: District, meet: Meet) -> None:
    meet(handing_in, "_filing")

    def hand_in(role: str, text: str) -> object:
        person, original = district.people[role], keep(text)
        return handing_in.file_document(person, district.forestry, "budget", 2026, original, "预算.txt", queue=False)

    said = at_once(lambda: hand_in("accountant", GOOD), lambda: hand_in("unit_lead", BAD_TOTAL))
    assert not refusals(said)
    filing = Filing.objects.get()
    assert sorted(filing.versions.values_list("number", flat=True)) == [1, 2]


def test_two_people_claim_one_file(district: District, meet: Meet) -> None:
    waits = Intake.objects.create(
        batch=uuid.uuid4(),
        region=district.county,
        original=keep(GOOD),
        file_name="预算.txt",
        state=Intake.State.UNPLACED,
    )
    meet(intake, "file_document")

    def claim(role: str, unit: object) -> object:
        mine = Intake.objects.get(pk=waits.pk)
        return intake.claim(district.people[role], mine, unit, "budget", 2026)  # type: ignore[arg-type]

    said = at_once(lambda: claim("office", district.forestry), lambda: claim("finance", district.schools))
    assert refusals(said) == ["这份文件已由他人处理，请刷新页面。"]
    assert Filing.objects.count() == 1


def test_a_program_s_retry_that_overtakes_the_first_request_does_nothing_twice(district: District, meet: Meet) -> None:
    finding = a_finding(a_filing(district.forestry), state=Finding.State.OPEN)
    program = token_for(district.people["finance"])
    meet(findings, "record")

    def decide() -> object:
        body = {"state": "confirmed", "seen": "open"}
        return program.post(f"/findings/{finding.pk}/decisions", body, key="the-same-key")

    first, second = at_once(decide, decide)
    assert (first.status, second.status) == (201, 201)  # type: ignore[attr-defined]
    assert first.data == second.data  # type: ignore[attr-defined]
    assert finding.decisions.count() == 1


def test_ten_clicks_on_one_button_are_one_step(district: District) -> None:
    matter = letter(district)

    def click() -> object:
        mine = Matter.objects.get(pk=matter.pk)
        return moving.move(mine, "submit", district.people["office"], Given(), seen=1, today=MONDAY)

    assert len(refusals(at_once(*[click] * 10))) == 9
    rows = list(matter.moves.order_by("pk"))
    assert [row.code for row in rows] == ["opened", "submit"]
    assert all(after.before == before.after for before, after in pairwise(rows))
