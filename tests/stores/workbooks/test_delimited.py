"""Text files as clerks leave them: a stray quotation mark costs its own cell, never the lines below it."""

import pytest

from flows.stores.workbooks.delimited import delimited_grid

HEAD = "Biểu;;\nTT;Xã;Hộ\n"


def rows_of(text: str) -> list[list[object]]:
    grid = delimited_grid(text)
    return [[grid.cells[row, column] for column in columns] for row, columns in grid.rows.items()]


@pytest.mark.parametrize(
    "body",
    [
        '1;"Xã A;5\n2;Xã B;6\n3;Xã C;7\n',
        '1;"Xã A;5\n2;Xã B;6\n3;Xã C";7\n',
        '1;Xã A;5\n2;"Xã B;6\n3;Xã C;"7\n',
    ],
)
def test_a_stray_quotation_mark_swallows_no_line(body: str) -> None:
    names = [row[1] for row in rows_of(HEAD + body)[2:]]
    assert [str(name).strip('"') for name in names] == ["Xã A", "Xã B", "Xã C"]


def test_quoted_cells_beside_a_stray_mark_lose_their_quotes() -> None:
    assert rows_of(HEAD + '1;"Xã A";5\n2;"Xã B;6\n')[2:] == [[1, "Xã A", 5], [2, '"Xã B', 6]]


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    assert rows_of('TT;"Xã,\nphường";Hộ\n1;Xã A;5\n')[0] == ["TT", "Xã,\nphường", "Hộ"]
