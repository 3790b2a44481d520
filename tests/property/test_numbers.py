"""A number printed as Vietnamese papers print it is read back as itself; any text gives a state and no exception."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from transforms.checks.relations import show
from transforms.text.numbers import read_number

STATES = {"reported", "zero", "blank", "dash", "not_applicable", "unreadable"}
DECIMALS = st.decimals(-10_000_000, 10_000_000, allow_nan=False, allow_infinity=False, places=2)
DIGITS = st.text("0123456789.,-+ %xX–\u00a0…", max_size=12)


@given(st.integers(-99_999_999, 99_999_999))
def test_a_printed_count_is_read_back(number: int) -> None:
    assert read_number(show(Decimal(number)), is_count=True).number == number


@given(DECIMALS)
def test_a_printed_rate_with_decimals_is_read_back(number: Decimal) -> None:
    printed = f"{number:,.2f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    reading = read_number(printed, is_count=False)
    assert (reading.number, reading.decimals) == (number, 2)


@given(st.integers(0, 99_999_999), st.sampled_from(["{}", " {} ", "\u00a0{}", "{}\u200b", "{} %", "{}%"]))
def test_blanks_and_the_percent_sign_change_nothing(number: int, form: str) -> None:
    text = form.format(show(Decimal(number)))
    assert read_number(text, is_count=True).number == number


@given(st.integers(-99_999_999, 99_999_999))
def test_a_number_of_the_sheet_and_its_digits_as_text_are_one_number(number: int) -> None:
    as_number = read_number(number, is_count=True)
    assert as_number == read_number(str(number), is_count=True)
    assert as_number.number == read_number(float(number), is_count=True).number


@given(DIGITS | st.text(max_size=20))
def test_any_text_has_one_state_and_a_number_only_with_it(text: str) -> None:
    for is_count in (True, False):
        reading = read_number(text, is_count=is_count)
        assert reading.value_state in STATES
        assert (reading.number is not None) == (reading.value_state in {"reported", "zero"})


@given(DIGITS)
def test_a_number_is_made_of_its_own_digits(text: str) -> None:
    """Whatever is read, no digit is invented, lost or moved: only marks are taken away."""
    reading = read_number(text, is_count=True)
    if reading.number is not None:
        digits = "".join(char for char in text if char.isdigit()).strip("0")
        kept = "".join(char for char in format(reading.number, "f") if char.isdigit()).strip("0")
        assert digits == kept


@given(st.floats())
def test_any_float_is_read_or_refused_without_an_exception(number: float) -> None:
    reading = read_number(number, is_count=True)
    assert reading.number is None or float(reading.number) == number


@given(st.integers())
def test_any_whole_number_is_read_exactly_or_refused(number: int) -> None:
    assert read_number(number, is_count=True).number in {None, number}
