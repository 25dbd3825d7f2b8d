"""Markup to paragraphs, without losing any text on the way."""

from __future__ import annotations

from lxml import etree, html

from schemas.quarantine import ReasonCode
from tasks.ingest.paragraphs import collapse
from tasks.ingest.refused import Refused
from tasks.ingest.settings import IngestSettings

#: Elements that part paragraphs: HTML's, and those of the TEI dialect in which trafilatura gives an article's body.
# fmt: off
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
    "item", "lb", "li", "list", "main", "menu", "nav", "ol", "p", "pre", "quote", "row", "section", "summary", "table",
    "tbody", "tfoot", "thead", "title", "tr", "ul",
}
# fmt: on
CELLS = {"cell", "td", "th"}
SILENT = {"button", "iframe", "noscript", "script", "select", "style", "svg", "template", "textarea"}


def parse_html(text: str, settings: IngestSettings) -> html.HtmlElement:
    """The document's tree.

    lxml drops what lies past 256 nested elements or beyond a 10 MB node and tells only its error log.

    Raises:
        Refused: TOO_NESTED, TOO_LONG, BINARY or BROKEN_RECORD for text that lxml would cut short, NO_ARTICLE for none.
    """
    if "\0" in text:
        raise Refused(ReasonCode.BINARY, "the markup holds NUL characters", text)
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise Refused(ReasonCode.BROKEN_RECORD, f"half of a surrogate pair at character {error.start}", text) from error
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise Refused(ReasonCode.NO_ARTICLE, "the page is empty", text) from error
    for entry in parser.error_log.filter_from_fatals():
        if "depth" in entry.message.lower():
            raise Refused(ReasonCode.TOO_NESTED, entry.message.split(",")[0], text)
        raise Refused(ReasonCode.TOO_LONG, f"lxml: {entry.message.strip()}", text)
    elements = sum(1 for _ in tree.iter())
    if elements > settings.max_html_elements:
        message = f"{elements:,} elements; the limit is {settings.max_html_elements:,}"
        raise Refused(ReasonCode.TOO_LONG, message, text)
    return tree


def block_texts(root: etree._Element) -> list[str]:
    """The text of each block in document order, each on one line; blocks without text are left out."""
    blocks: list[str] = []
    pieces: list[str] = []

    def end_block() -> None:
        if block := collapse("".join(pieces)):
            blocks.append(block)
        pieces.clear()

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag in BLOCKS:
            end_block()
        elif element.tag in CELLS:
            pieces.append(" ")
        if event == "end":
            pieces.append(element.tail or "" if element is not root else "")
        elif element.tag in SILENT:
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")
    end_block()
    return blocks


def fragment_paragraphs(text: str, settings: IngestSettings) -> list[str]:
    """The paragraphs of a piece of HTML, such as an article's body that a content system exported.

    Raises:
        Refused: as `parse_html`.
    """
    return block_texts(parse_html(f"<div>{text}</div>", settings))
