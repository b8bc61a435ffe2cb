"""What the desk's page is given: the whole text once, every id that is named stands in the HTML."""

from __future__ import annotations

import html
import json
import re

from tests.report.made import checked as made

from gouji import api
from gouji.report.json_report import document_json


def test_every_id_that_is_named_stands_in_the_html() -> None:
    shown = api.view(made())
    ids = set(re.findall(r' id="([^"]+)"', "".join(block["html"] for block in shown["blocks"])))
    assert {f"f{figure['id']}" for figure in shown["figure_list"]} <= ids
    assert {section["id"] for section in shown["sections"]} <= ids
    assert {f"k{index}" for index in range(len(shown["findings"]))} <= ids
    for finding in shown["findings"]:
        assert set(finding["targets"]) <= ids


def test_the_blocks_hold_the_document_s_words_and_no_note() -> None:
    one = made()
    pieces = "".join(block["html"] for block in api.view(one)["blocks"])
    bare = re.sub(r'<a class="ref.*?</a>|‸', "", pieces)
    words = html.unescape(re.sub(r"<[^>]+>", "", bare))
    assert "".join(words.split()) == "".join(one.document.text.split())
    assert "<aside" not in pieces


def test_nothing_in_it_needs_an_inline_style_or_script() -> None:
    shown = api.view(made())
    assert not re.search(r"<[^>]+ (style|on\w+)=|<script", "".join(block["html"] for block in shown["blocks"]))


def test_it_is_json_and_the_same_twice() -> None:
    assert json.dumps(api.view(made())) == json.dumps(api.view(made()))


def test_a_relation_names_its_figures() -> None:
    shown = api.view(made())
    ids = {figure["id"] for figure in shown["figure_list"]}
    assert shown["relations"]
    assert all(set(relation["figures"]) <= ids for relation in shown["relations"])


def test_what_could_not_be_read_is_said_as_the_report_says_it() -> None:
    (document,) = api.read_bytes(b"%PDF-1.4 broken", "a.pdf")
    checked = api.check(document)
    said = document_json(checked)
    assert said["problems"]
    assert {name: api.view(checked)[name] for name in said if name != "findings"} == {
        name: value for name, value in said.items() if name != "findings"
    }
