"""One self-contained HTML page, printed well too; no script, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape
from itertools import groupby

from gouji.compose.page import Break, Heading, Page, Paragraph, Table, plain
from gouji.compose.writers.layout import is_amount

_STYLE = """
body{margin:2em auto;max-width:52em;padding:0 1em;font:12pt/1.9 "FangSong","仿宋","Noto Serif CJK SC","Source Han Serif SC",serif;color:#111}
h1,h2,h3,h4{font-family:"SimHei","黑体","Noto Sans CJK SC",sans-serif;line-height:1.5}
h1{font-size:20pt;text-align:center;margin:1.6em 0 1em}h2{font-size:15pt}h3{font-size:13pt}h4{font-size:12pt}
h2.centre,h3.centre{text-align:center}
h1.title{font-size:26pt;margin:3em 0 1em}
p{margin:.2em 0;text-indent:2em;text-align:justify}p.centre{text-indent:0;text-align:center}
p.right{text-indent:0;text-align:right}p.line{text-indent:0;white-space:pre-wrap}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:9.5pt;line-height:1.35;margin:.3em 0 1em;font-variant-numeric:tabular-nums}
td,th{border:1px solid #333;padding:.3em .4em}th{text-align:center;font-weight:bold;background:#f3f3f3}
td.n{text-align:right;white-space:nowrap}
header{color:#777;font-size:9pt;text-align:center;border-bottom:1px solid #bbb}
@media print{h1{break-before:page}h2.centre,h3.centre{text-align:center}
h1.title{break-before:auto}table{break-inside:auto}tr{break-inside:avoid}header{position:static}}
"""


def html(page: Page) -> bytes:
    """Return the page as UTF-8 HTML."""
    body = "\n".join(_block(block) for block in page.blocks if not isinstance(block, Break))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>{escape(page.running)}</header>\n{body}\n</body>\n</html>\n"
    ).encode()


def _block(block: Heading | Paragraph | Table) -> str:
    if isinstance(block, Table):
        return _table(block)
    text = escape(plain(block.pieces), quote=False)
    if isinstance(block, Heading):
        level = max(1, block.level)
        manner = ' class="title"' if block.level == 0 else ' class="centre"' if block.centred else ""
        return f"<h{level}{manner}>{text}</h{level}>"
    manner = "" if block.manner == "body" else f' class="{block.manner}"'
    return f"<p{manner}>{text}</p>"


def _table(table: Table) -> str:
    lines = []
    for _, cells in groupby(sorted(table.cells, key=lambda cell: (cell.row, cell.column)), lambda cell: cell.row):
        line = ""
        for cell in cells:
            text = plain(cell.pieces)
            spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            tag = "th" if cell.head else "td"
            number = ' class="n"' if is_amount(cell) else ""
            line += f"<{tag}{spans}{number}>{escape(text, quote=False)}</{tag}>"
        lines.append(f"<tr>{line}</tr>")
    return '<div class="wide"><table>\n' + "\n".join(lines) + "\n</table></div>"
