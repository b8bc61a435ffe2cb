"""What a new version changed, line by line and figure by figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse
from tests.web.filings.conftest import BAD_BOTH, BAD_TOTAL

from gouji.web.filings.models import Filing
from gouji.web.filings.services.differences import Change, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from pytest_django import Settings
    from tests.web.conftest import District

    from gouji.web.filings.services.filing import Handed

    HandIn = Callable[..., Handed]


def view(*blocks: str) -> dict[str, object]:
    return {"blocks": [{"html": block, "page": number} for number, block in enumerate(blocks, 1)]}


def said(change: Change) -> tuple[str, str]:
    """The line with what changed in brackets."""
    before, after = (
        "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in side)
        for side in (change.before, change.after)
    )
    return before, after


def test_a_changed_figure_is_marked_as_a_whole() -> None:
    (change,) = differences(view("<p>收入</p>", "<p>预算95.00万元</p>"), view("<p>收入</p>", "<p>预算95.50万元</p>"))
    assert said(change) == ("预算[95.00]万元", "预算[95.50]万元")
    assert change.page == 2


def test_marks_of_findings_and_states_of_figures_are_no_change() -> None:
    old = '<p>预算<mark class="k error"><span class="f c">95.00</span></mark><a class="ref error" href="#n0">1</a></p>'
    assert differences(view(old), view('<p>预算<span class="f v">95.00</span></p>')) == []


def test_a_table_is_compared_row_by_row() -> None:
    table = "<table><tbody><tr><td>合计</td><td>{}</td></tr><tr><td>基本支出</td><td>3.00</td></tr></tbody></table>"
    (change,) = differences(view(table.format("5.00")), view(table.format("6.00")))
    assert said(change) == ("合计 [5.00]", "合计 [6.00]")


def test_lines_come_and_go() -> None:
    changes = differences(view("<p>甲</p>", "<p>乙</p>"), view("<p>甲</p>"))
    assert [said(change) for change in changes] == [("[乙]", "")]
    changes = differences(view("<p>甲</p>"), view("<p>甲</p>", "<p>丙</p>"))
    assert [said(change) for change in changes] == [("", "[丙]")]


def test_values_are_compared_by_subject_wherever_they_stand(
    client: Client, district: District, hand_in: HandIn
) -> None:
    """The second version says the same of 三公 in other words and another place; only its total is another value."""
    hand_in(BAD_BOTH)
    intro, whole, three = BAD_TOTAL.split("\n\n")
    hand_in(
        "\n\n".join((intro, three.replace("二、", "一、").replace("其中：", "包括"), whole.replace("一、", "二、")))
    )
    client.force_login(district.people["finance"])
    filing = Filing.objects.get()
    page = client.get(reverse("filing_differences", args=[filing.pk, 1, 2])).content.decode()
    table = page[page.index('id="comparison"') : page.index("文字改动")]
    rows = [re.sub(r"\s+|<[^>]+>", " ", row).split() for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]]
    assert rows == [["“三公”经费", "5.50万元", "4.50万元", "-1.00万元", "-18.18%"]]
    link = re.search(r'href="([^"]+version=2#f(\d+))"', table)
    assert link is not None
    assert (
        f'id="f{link[2]}"' in client.get(reverse("filing_document", args=[filing.pk]) + "?version=2").content.decode()
    )


def test_a_version_that_cannot_be_read_is_compared_by_its_text_alone(
    client: Client, district: District, hand_in: HandIn
) -> None:
    hand_in(BAD_BOTH)
    hand_in("%PDF-1.4 broken")
    client.force_login(district.people["finance"])
    page = client.get(reverse("filing_differences", args=[Filing.objects.get().pk, 1, 2])).content.decode()
    assert "没有可以逐项比对的数据" in page


def test_a_comparison_in_the_making_is_asked_for_again(
    client: Client, district: District, hand_in: HandIn, settings: Settings
) -> None:
    hand_in(BAD_BOTH)
    hand_in(BAD_TOTAL)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    client.force_login(district.people["finance"])
    url = reverse("filing_differences", args=[Filing.objects.get().pk, 1, 2])
    assert f'hx-get="{url}?again=1"' in client.get(url).content.decode()


def test_the_page_says_what_was_put_right(client: Client, district: District, hand_in: HandIn) -> None:
    hand_in(BAD_BOTH)
    hand_in(BAD_TOTAL)
    client.force_login(district.people["finance"])
    filing = Filing.objects.get()
    url = reverse("filing_differences", args=[filing.pk, 1, 2])
    assert url in client.get(reverse("filing", args=[filing.pk])).content.decode()
    page = client.get(url).content.decode()
    assert "<del>5.50</del>" in page
    assert "<ins>4.50</ins>" in page
    assert page.count("不再出现</span>") == 1
    assert page.count("新出现</span>") == 0
    assert client.get(reverse("filing_differences", args=[filing.pk, 1, 3])).status_code == 404
