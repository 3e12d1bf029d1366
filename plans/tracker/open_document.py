"""A sheet as an OpenDocument spreadsheet.

Written by hand: the maintained libraries build a tree of objects for every cell and take six times
as long, and what a tracker needs of the format fits on two pages.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from plans.tracker.cells import harmless, hide
from plans.tracker.sheets import Cell, Column, Kind, Sheet

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"

_NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("number", "datastyle"),
            ("fo", "xsl-fo-compatible"),
            ("config", "config"),
            ("manifest", "manifest"),
            ("meta", "meta"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = re.compile(r"^ +| +$| {2,}")
_WRITTEN_AT = (2000, 1, 1, 0, 0, 0)
"""The same rows give the same bytes."""


def write_ods(sheet: Sheet) -> bytes:
    parts = {
        "content.xml": _content(sheet),
        "styles.xml": _styles(sheet),
        "meta.xml": (
            f'{_HEAD}<office:document-meta {_NAMESPACES} office:version="1.3"><office:meta>'
            f"<dc:title>{_escaped(sheet.title)}</dc:title></office:meta></office:document-meta>"
        ),
        "settings.xml": _settings(sheet),
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in parts
    )
    parts["META-INF/manifest.xml"] = (
        f'{_HEAD}<manifest:manifest {_NAMESPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
        f"{entries}</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype", _WRITTEN_AT), MIMETYPE)
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _WRITTEN_AT)
            archive.writestr(entry, text.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _escaped(text: str) -> str:
    return escape(hide(text))


def _content(sheet: Sheet) -> str:
    return "".join(
        (
            f'{_HEAD}<office:document-content {_NAMESPACES} office:version="1.3">',
            f"<office:automatic-styles>{''.join(_cell_styles(sheet))}</office:automatic-styles>",
            "<office:body><office:spreadsheet>",
            _validations(sheet),
            "".join(_read_me(sheet)),
            "".join(_table(sheet)),
            "".join(_lists(sheet)),
            "</office:spreadsheet></office:body></office:document-content>",
        )
    )


def _cell_styles(sheet: Sheet) -> Iterator[str]:
    yield (
        '<number:date-style style:name="day"><number:day number:style="long"/>'
        "<number:text>/</number:text>"
        '<number:month number:style="long"/><number:text>/</number:text>'
        '<number:year number:style="long"/></number:date-style>'
        '<number:number-style style:name="number"><number:number number:min-integer-digits="1"/>'
        "</number:number-style>"
        '<number:text-style style:name="words"><number:text-content/></number:text-style>'
    )
    for width in sorted({26, 90, 40} | {column.width for column in sheet.columns}):
        yield (
            f'<style:style style:name="width{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.2:.1f}cm"/>'
            "</style:style>"
        )
    looks = {
        "heading": ("#12436d", "#ffffff", True),
        "told": ("#484949", "#ffffff", True),
        "label": ("transparent", "#0b0c0c", True),
        "text": ("transparent", "#0b0c0c", False),
        "fixed": ("#eeefef", "#383f43", False),
    }
    for name, (ground, ink, is_bold) in looks.items():
        for data in ("words", "day", "number"):
            weight = ' fo:font-weight="bold"' if is_bold else ""
            yield (
                f'<style:style style:name="{name}-{data}" style:family="table-cell" '
                f'style:data-style-name="{data}"><style:table-cell-properties '
                f'fo:background-color="{ground}" fo:wrap-option="wrap" '
                'style:vertical-align="top"/>'
                '<style:paragraph-properties fo:text-align="start"/>'
                f'<style:text-properties fo:color="{ink}"{weight}/></style:style>'
            )


def _validations(sheet: Sheet) -> str:
    """Drop-downs whose words stand on the sheet "Lists"."""
    rules = []
    for place, (name, words) in enumerate(sheet.lists.items()):
        letter = chr(ord("A") + place)
        condition = f"of:cell-content-is-in-list([$Lists.${letter}$2:.${letter}${len(words) + 1}])"
        stops = any(each.must_be_listed for each in sheet.columns if each.choices == name)
        rules.append(
            f'<table:content-validation table:name="list-{place}" '
            f'table:condition={quoteattr(condition)} table:allow-empty-cell="true" '
            f'table:base-cell-address="{_quoted(sheet.name)}.A1">'
            f'<table:error-message table:message-type="{"stop" if stops else "warning"}" '
            'table:title="Not on the list" table:display="true">'
            "<text:p>Choose one from the list in the cell.</text:p></table:error-message>"
            "</table:content-validation>"
        )
    return (
        f"<table:content-validations>{''.join(rules)}</table:content-validations>" if rules else ""
    )


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name


def _read_me(sheet: Sheet) -> Iterator[str]:
    yield '<table:table table:name="Read me">'
    yield '<table:table-column table:style-name="width26"/>'
    yield '<table:table-column table:style-name="width90"/>'
    yield f"<table:table-row>{_cell(sheet.title, 'label')}</table:table-row><table:table-row/>"
    for label, words in (("Marking", sheet.marking), *sheet.about):
        yield f"<table:table-row>{_cell(label, 'label')}{_cell(words, 'text')}</table:table-row>"
    yield "</table:table>"


def _table(sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for column in sheet.columns:
        yield (
            f'<table:table-column table:style-name="width{column.width}" '
            f'table:default-cell-style-name="{_look(column)}"/>'
        )
    yield "<table:table-header-rows><table:table-row>"
    for column in sheet.columns:
        yield _cell(column.heading, "heading" if column.is_editable else "told")
    yield "</table:table-row></table:table-header-rows>"
    lists = {name: f"list-{place}" for place, name in enumerate(sheet.lists)}
    for row in (*sheet.rows, *({} for _ in range(sheet.spare_rows))):
        yield "<table:table-row>"
        for column in sheet.columns:
            yield _cell(row.get(column.key), _ground(column), lists.get(column.choices, ""))
        yield "</table:table-row>"
    yield "</table:table>"


def _lists(sheet: Sheet) -> Iterator[str]:
    if not sheet.lists:
        return
    yield '<table:table table:name="Lists">'
    yield '<table:table-column table:style-name="width40"/>' * len(sheet.lists)
    columns = [(name, *words) for name, words in sheet.lists.items()]
    for number in range(max(len(words) for words in columns)):
        cells = (words[number] if number < len(words) else None for words in columns)
        yield f"<table:table-row>{''.join(_cell(word, 'text') for word in cells)}</table:table-row>"
    yield "</table:table>"


def _ground(column: Column) -> str:
    return "text" if column.is_editable else "fixed"


def _look(column: Column) -> str:
    data = {Kind.DAY: "day", Kind.NUMBER: "number"}.get(column.kind, "words")
    return f"{_ground(column)}-{data}"


def _cell(value: Cell, ground: str, rule: str = "") -> str:
    ruled = f' table:content-validation-name="{rule}"' if rule else ""
    if value is None or value == "":
        return f"<table:table-cell{ruled}/>"
    if isinstance(value, date):
        return (
            f'<table:table-cell table:style-name="{ground}-day" office:value-type="date" '
            f'office:date-value="{value.isoformat()}"{ruled}><text:p>{value:%d/%m/%Y}</text:p>'
            "</table:table-cell>"
        )
    if isinstance(value, int | Decimal):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"{ruled}>'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell table:style-name="{ground}-words" office:value-type="string"{ruled}>'
        f"{_paragraphs(harmless(value, is_typed=True))}</table:table-cell>"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{_line(line)}</text:p>" for line in text.split("\n"))


def _line(line: str) -> str:
    spaced = _SPACES.sub(lambda run: f'<text:s text:c="{len(run[0])}"/>', _escaped(line))
    return spaced.replace("\t", "<text:tab/>")


def _styles(sheet: Sheet) -> str:
    return (
        f'{_HEAD}<office:document-styles {_NAMESPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties '
        'fo:language="en" fo:country="GB"/></style:default-style></office:styles>'
        "<office:automatic-styles>"
        '<style:page-layout style:name="paper"><style:page-layout-properties '
        'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
        'style:scale-to-X="1"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Default" '
        'style:page-layout-name="paper"><style:header>'
        f"<text:p>{_escaped(sheet.marking)}</text:p></style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def _settings(sheet: Sheet) -> str:
    """Open on the list, with its headings and first two columns held in place."""
    held = "".join(
        f'<config:config-item config:name="{name}" config:type="short">{value}</config:config-item>'
        for name, value in (
            ("HorizontalSplitMode", 2),
            ("VerticalSplitMode", 2),
            ("HorizontalSplitPosition", 2),
            ("VerticalSplitPosition", 1),
            ("ActiveSplitRange", 3),
            ("PositionRight", 2),
            ("PositionBottom", 1),
        )
    )
    return (
        f'{_HEAD}<office:document-settings {_NAMESPACES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ActiveTable" config:type="string">'
        f"{escape(sheet.name)}</config:config-item>"
        '<config:config-item-map-named config:name="Tables">'
        f"<config:config-item-map-entry config:name={quoteattr(sheet.name)}>{held}"
        "</config:config-item-map-entry></config:config-item-map-named>"
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )
