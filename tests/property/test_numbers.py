"""A number in any style of writing is read as itself, or as decided and reported, or not at all: never as another."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from transforms.sheet.decided import ColumnCell, count_readings, rate_readings
from transforms.text.numbers import Reading, as_percent, read_number
from transforms.text.shown import show

STATES = {"reported", "zero", "blank", "dash", "not_applicable", "unreadable"}
DECIMALS = st.decimals(-10_000_000, 10_000_000, allow_nan=False, allow_infinity=False, places=2)
DIGITS = st.text("0123456789.,-+ %xX–\u00a0…'’()*¹hộ", max_size=12)
# Thousands mark and decimal mark; an empty thousands mark leaves the digits together.
STYLES = st.sampled_from(
    [
        (group, point)
        for group in ("", ".", ",", " ", "\u00a0", "\u202f", "\u2009", "'", "’")
        for point in ".,"
    ]
).filter(lambda style: style[0] != style[1])
MINUSES = st.sampled_from(["-{}", "−{}", "–{}", "－{}", "- {}", "({})", "( {} )"])
WRAPPINGS = st.sampled_from(
    [
        "{}",
        " {} ",
        "\u00a0{}",
        "{}\u200b",
        "'{}",
        "\ufeff{}",
        "{}*",
        "{} (*)",
        "{}¹",
        "{} hộ",
        "{} Hộ",
        "\u202d{}\u202c",
    ]
)
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def written(number: Decimal, style: tuple[str, str], minus: str) -> str:
    """The number with the marks of a style and its sign."""
    group, point = style
    digits = f"{abs(number):,f}".replace(",", "\0").replace(".", point).replace("\0", group)
    return minus.format(digits) if number < 0 else digits


def is_safe(reading: Reading, number: Decimal) -> bool:
    return reading.number == number or reading.is_decided or reading.value_state == "unreadable"


@given(st.integers(-99_999_999, 99_999_999), STYLES, MINUSES, WRAPPINGS, st.booleans())
def test_a_count_in_any_style_is_read_as_itself(
    number: int, style: tuple[str, str], minus: str, wrapping: str, wide: bool
) -> None:
    text = wrapping.format(written(Decimal(number), style, minus))
    reading = read_number(text.translate(FULL_WIDTH) if wide else text, is_count=True, measure_unit="hộ")
    assert reading.number == number


@given(DECIMALS, STYLES, MINUSES, st.sampled_from(["{}", "{}%", "{} %", "{}\u00a0％", "'{}", "{}*"]))
def test_a_rate_in_any_style_is_read_as_itself(
    number: Decimal, style: tuple[str, str], minus: str, wrapping: str
) -> None:
    reading = read_number(wrapping.format(written(number, style, minus)), is_count=False)
    assert (reading.number, reading.decimals) == (number, 2)


@given(DECIMALS | st.decimals(-2_000_000, 2_000_000, places=3), STYLES, MINUSES, WRAPPINGS, st.booleans())
def test_no_number_is_read_as_another_one_unless_it_is_said(
    number: Decimal, style: tuple[str, str], minus: str, wrapping: str, is_count: bool
) -> None:
    """Whatever kind the column has: 1,234 (of 1 and a bit) is 1234 in a count, and said to be decided."""
    assume(number % 1 or not is_count)
    text = wrapping.format(written(number, style, minus))
    reading = read_number(text, is_count=is_count, measure_unit="hộ")
    # 1.234 with three decimals is a count with a dot for the thousands, by the rule of the papers.
    by_rule = is_count and style[1] == "." and 1 <= abs(number) < 1000 and number == round(number, 3)
    assert is_safe(reading, number) or by_rule


@given(
    st.integers(0, 99_999_999),
    st.sampled_from(["{} người", "{} nghìn", "{}k", "{}%", "hộ {}", "{} hộ nghèo", "~{}"]),
)
def test_a_count_in_another_unit_is_not_read(number: int, form: str) -> None:
    assert read_number(form.format(show(Decimal(number))), is_count=True, measure_unit="hộ").number is None


@given(st.integers(-99_999_999, 99_999_999))
def test_a_number_of_the_sheet_and_its_digits_as_text_are_one_number(number: int) -> None:
    as_number = read_number(number, is_count=True)
    assert as_number == read_number(str(number), is_count=True)
    assert as_number.number == read_number(float(number), is_count=True).number


@given(DIGITS | st.text(max_size=90))
def test_any_text_has_one_state_and_a_number_only_with_it(text: str) -> None:
    for is_count in (True, False):
        reading = read_number(text, is_count=is_count, measure_unit="hộ")
        assert reading.value_state in STATES
        assert (reading.number is not None) == (reading.value_state in {"reported", "zero"})


@given(DIGITS)
def test_a_number_is_made_of_its_own_digits(text: str) -> None:
    """Whatever is read, no digit is invented, lost or moved: only marks are taken away."""
    reading = read_number(text, is_count=True)
    if reading.number is not None:
        digits = "".join(char for char in text if char in "0123456789").strip("0")
        kept = "".join(char for char in format(reading.number, "f") if char.isdigit()).strip("0")
        assert digits == kept


@given(st.floats())
def test_any_float_is_read_or_refused_without_an_exception(number: float) -> None:
    reading = read_number(number, is_count=True)
    assert reading.number is None or float(reading.number) == number


@given(st.integers())
def test_any_whole_number_is_read_exactly_or_refused(number: int) -> None:
    assert read_number(number, is_count=True).number in {None, number}


# A multiple of thousand becomes a whole number in a US locale (3.000 is kept as 3): nothing in its cell tells.
COUNTS = st.lists(st.integers(0, 400_000).filter(lambda n: n < 1000 or n % 1000), min_size=1, max_size=12)


@given(COUNTS)
def test_counts_typed_in_a_us_locale_are_decided_as_they_were_meant_or_left_with_their_decimals(
    truth: list[int],
) -> None:
    """What is left is no whole number: the rule of counts rejects its cell."""
    kept = [n / 1000 if n >= 1000 else n for n in truth]
    readings, decisions = count_readings([ColumnCell((row, 1), n) for row, n in enumerate(kept)])
    told = {decision.place for decision in decisions}
    for row, (number, content) in enumerate(zip(truth, kept, strict=True)):
        found = readings[row, 1].number
        assert found == number or (found == Decimal(str(content)) and found % 1 != 0)
        assert ((row, 1) in told) == (found == number and isinstance(content, float))


@given(st.lists(st.integers(0, 400_000), max_size=12), st.lists(st.floats(0, 9999), max_size=3))
def test_a_whole_number_of_a_column_is_never_changed(whole: list[int], others: list[float]) -> None:
    cells = [ColumnCell((row, 1), content) for row, content in enumerate([*whole, *others])]
    readings, _ = count_readings(cells)
    assert [readings[row, 1].number for row in range(len(whole))] == whole


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 3000)), min_size=1, max_size=8), st.data())
def test_rates_kept_as_parts_of_one_are_read_in_points_by_the_counts_of_their_rows(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    """Each cell in points or as a part, rounded to two decimals of a point; what is read agrees with the counts."""
    exact = [Decimal(100 * min(part, whole)) / whole for part, whole in rows]
    cells, points = [], []
    for row, rate in enumerate(exact):
        printed = round(rate, 2)
        content = float(printed / 100) if data.draw(st.booleans()) else float(printed)
        cells.append(ColumnCell((row, 1), content))
        points.append(printed)
    readings, _ = rate_readings(cells, {(row, 1): rate for row, rate in enumerate(exact)})
    found = [readings[cell.place].number for cell in cells]
    tolerance = Decimal("0.005001")
    assert all(n is not None and abs(n - rate) <= tolerance for n, rate in zip(found, exact, strict=True))


@given(st.floats(0, 100))
def test_a_number_shown_as_a_percentage_is_a_hundredfold(number: float) -> None:
    reading = as_percent(read_number(number, is_count=False))
    assert reading.number == Decimal(repr(number)) * 100
