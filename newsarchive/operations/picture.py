"""A month of outlets as an SVG: one square a day, told by colour, sign and title."""

from collections.abc import Iterator, Sequence

from newsarchive.monitors.days import DayState
from newsarchive.operations.days import Cell, Row
from newsarchive.text.terminal import markup

# Okabe and Ito's colours, which colour-blind readers tell apart; the signs are for those
# who see none. Each with the colour of its sign.
STYLES: dict[DayState, tuple[str, str, str]] = {
    DayState.STORED: ("#0072b2", "#ffffff", ""),
    DayState.NOTHING: ("#e6e6e6", "#555555", "·"),
    DayState.BLOCKED: ("#e69f00", "#000000", "B"),
    DayState.DOWN: ("#000000", "#ffffff", "D"),
    DayState.BROKEN: ("#d55e00", "#000000", "X"),
    DayState.NOT_RUN: ("#ffffff", "#666666", "–"),
}
SIDE, GAP, TOP, LEFT, RIGHT = 24, 2, 84, 210, 84
STEP = SIDE + GAP
STEP_LEGEND = 150
_MOST = 99


def draw(rows: Sequence[Row], month: str) -> str:
    """Draw a month."""
    days = len(rows[0].cells) if rows else 0
    width, height = LEFT + days * STEP + RIGHT, TOP + len(rows) * STEP + 16
    width = max(width, LEFT + 6 * STEP_LEGEND)
    title = f"Coverage of {month}, outlet by day"
    told = f"{len(rows)} outlets; " + "; ".join(_words(row) for row in rows)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" '
            'aria-labelledby="title told" font-family="sans-serif" font-size="12">'
        ),
        f'<title id="title">{markup(title)}</title>',
        f'<desc id="told">{markup(told)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="26" font-size="17" font-weight="bold">{markup(title)}</text>',
        *_legend(),
        *_heads(rows),
    ]
    for number, row in enumerate(rows):
        lines += _row(row, TOP + number * STEP)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _legend() -> Iterator[str]:
    names = {DayState.STORED: "articles stored"}
    for number, (state, style) in enumerate(STYLES.items()):
        x = 12 + number * STEP_LEGEND
        yield _square(x, 38, style, "7" if state is DayState.STORED else style[2])
        yield f'<text x="{x + STEP + 4}" y="54">{markup(names.get(state, state))}</text>'


def _heads(rows: Sequence[Row]) -> Iterator[str]:
    """Give the days above the squares, Sundays in bold, and the total's name."""
    cells = rows[0].cells if rows else ()
    for number, cell in enumerate(cells):
        x = LEFT + number * STEP + SIDE // 2
        bold = ' font-weight="bold"' if cell.day.isoweekday() == 7 else ""  # noqa: PLR2004 (Sunday)
        yield (
            f'<text x="{x}" y="{TOP - 6}" text-anchor="middle"{bold}>'
            f"{cell.day.day}</text>"
        )
    yield (
        f'<text x="{LEFT + len(cells) * STEP + RIGHT - 12}" y="{TOP - 6}" '
        'text-anchor="end">articles</text>'
    )


def _row(row: Row, y: int) -> Iterator[str]:
    yield (
        f'<text x="{LEFT - 10}" y="{y + 16}" text-anchor="end">'
        f"<title>{markup(row.title)}</title>{markup(_short(row.source))}</text>"
    )
    for number, cell in enumerate(row.cells):
        yield from _cell(row, cell, LEFT + number * STEP, y)
    x = LEFT + len(row.cells) * STEP + RIGHT - 12
    total = row.totals["articles"]
    yield f'<text x="{x}" y="{y + 16}" text-anchor="end">{total}</text>'


def _cell(row: Row, cell: Cell, x: int, y: int) -> Iterator[str]:
    if cell.state is None:
        return
    style = STYLES[cell.state]
    sign = str(min(cell.articles, _MOST)) if cell.articles else style[2]
    yield f"<g><title>{markup(_told(row, cell))}</title>{_square(x, y, style, sign)}</g>"


def _square(x: int, y: int, style: tuple[str, str, str], sign: str) -> str:
    fill, ink, _ = style
    return (
        f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" rx="3" fill="{fill}" '
        f'stroke="#999999" stroke-width="0.5"/>'
        f'<text x="{x + SIDE / 2:g}" y="{y + 16}" text-anchor="middle" font-size="11" '
        f'fill="{ink}">{markup(sign)}</text>'
    )


def _told(row: Row, cell: Cell) -> str:
    number = f", {cell.articles} articles" if cell.articles else ""
    why = f": {cell.reason}" if cell.reason else ""
    return f"{row.source}, {cell.day}: {cell.state}{number}{why}"


def _words(row: Row) -> str:
    told = ", ".join(f"{n} {name}" for name, n in sorted(row.totals.items()))
    return f"{row.source}: {told}"


def _short(name: str) -> str:
    longest = 28
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
