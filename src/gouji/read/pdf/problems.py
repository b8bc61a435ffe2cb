"""What could not be read, in one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.document import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.read.pdf.page import PageContent
    from gouji.read.reader import Limits

EMPTY = Message("这份PDF是空的，没有任何内容，请重新导出后再检查。", "This PDF is empty; please export it again.")
LOCKED = Message(
    "这份PDF设了打开密码，无法读取，请去掉密码后再检查。", "This PDF is encrypted; please remove the password."
)
BROKEN = Message(
    "这份PDF已损坏或不完整，无法读取，请重新下载或导出。",
    "This PDF is damaged or truncated; please fetch or export it again.",
)
PICTURES = Message(
    "这份PDF只有图片，没有文字层，无法读取文字，请提供可选中文字的版本，或安装文字识别组件（pip install gouji[ocr]）后再检查。",
    "This PDF holds pictures only and no text layer; give one with text, or install recognition: pip install gouji[ocr].",
)
GARBLED = Message(
    "这份PDF的文字层是乱码（字体缺少字符对照表），无法读取，请提供文字能正常复制的版本，或安装文字识别组件（pip install gouji[ocr]）后再检查。",
    "The text layer of this PDF is garbled (fonts without a character map); give one whose text can be copied, or install "
    "recognition: pip install gouji[ocr].",
)
_NOT_READ = "pictures without text, not read; install recognition: pip install gouji[ocr]"


def page_problems(pages: Sequence[PageContent], broken: Sequence[int], total: int, limits: Limits) -> Iterator[Message]:
    """Yield a sentence for each kind of page that was not read, naming the pages (from 1)."""
    pictures = [page.number + 1 for page in pages if page.pictures and not page.items and not page.recognized]
    if pictures:
        yield _of(
            pictures, "只有图片，没有文字层，未读，请人工核对，或安装文字识别组件（pip install gouji[ocr]）", _NOT_READ
        )
    nonsense = [page.number + 1 for page in pages if page.nonsense]
    if nonsense:
        yield _of(nonsense, "的文字层是乱码，未读，请对照原件核实", "garbled text, not read")
    overlay = [page.number + 1 for page in pages if page.overlay]
    if overlay:
        yield _of(overlay, "的文字是图片识别出来的，未必可靠，请对照原件核实", "recognized text, to be checked")
    recognized = [page.number + 1 for page in pages if page.recognized]
    if recognized:
        yield _of(recognized, "的文字是从图片识别的，请对照原件核实", "recognized from pictures, check the original")
    if broken:
        yield _of(broken, "已损坏，未读，请重新导出后再检查", "damaged, not read")
    if total > limits.pages:
        yield Message(
            f"这份PDF共{total}页，超过{limits.pages}页的上限，后面的页未读，请拆分后再检查。",
            f"This PDF has {total} pages, more than {limits.pages}; the rest is not read.",
        )


def _of(numbers: Sequence[int], chinese: str, english: str) -> Message:
    named = "、".join(map(str, numbers))
    return Message(f"第{named}页{chinese}。", f"Page {', '.join(map(str, numbers))}: {english}.")
