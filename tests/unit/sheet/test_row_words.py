"""What the words of a row's name say, before any unit is looked up."""

import pytest

from transforms.registry import Registry
from transforms.sheet.row_words import name_of, said_by


@pytest.mark.parametrize(
    ("stub", "name", "is_listed"),
    [
        ({"number": "1", "territory": "Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "1. Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "1.Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "1.2. Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "1) Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "(1) Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "1/ Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "a) Xã Sĩ Bình"}, "Xã Sĩ Bình", False),
        ({"territory": "III. Huyện Ba Bể"}, "Huyện Ba Bể", False),
        ({"territory": "I- Huyện Ba Bể"}, "Huyện Ba Bể", False),
        ({"territory": "- Xã Sĩ Bình"}, "Xã Sĩ Bình", True),
        ({"territory": "+ Xã Sĩ Bình"}, "Xã Sĩ Bình", True),
        ({"number": "-", "territory": "Xã Sĩ Bình"}, "Xã Sĩ Bình", True),
        ({"territory": "X. Sĩ Bình"}, "X. Sĩ Bình", False),
        ({"territory": "P. 1"}, "P. 1", False),
        ({"territory": "h. Ba Bể"}, "h. Ba Bể", False),
        ({"territory": "Phường 12"}, "Phường 12", False),
        ({"territory": "Huyện Ba Bể (tiếp theo)"}, "Huyện Ba Bể", False),
        ({"number": "Tổng cộng", "territory": ""}, "Tổng cộng", False),
        ({"number": "1.1", "territory": ""}, "", False),
        ({"number": "II", "territory": ""}, "", False),
    ],
)
def test_a_name_stands_without_its_number(stub: dict[str, str], name: str, *, is_listed: bool) -> None:
    assert name_of(stub) == (name, is_listed)


@pytest.mark.parametrize(
    ("name", "kind", "rest"),
    [
        ("TỔNG CỘNG:", "total", ""),
        ("Tổng cộng (I+II)", "total", ""),
        ("Tổng cộng I + II", "total", ""),
        ("Cộng: 17 xã", "total", ""),
        ("Tổng số các xã", "total", ""),
        ("Toàn huyện", "whole", "toàn huyện"),
        ("Tổng cộng toàn tỉnh", "whole", "toàn tỉnh"),
        ("Cộng huyện Ba Bể", "name", "huyện ba bể"),
        ("Tổng huyện Ba Bể", "name", "huyện ba bể"),
        ("Toàn huyện Ba Bể", "name", "huyện ba bể"),
        ("Cộng Hòa", "name", "hoà"),
        ("Tổng cộng toàn huyện Ba Bể", "name", "huyện ba bể"),
        ("Toàn huyện (I+II)", "whole", "toàn huyện"),
        ("Cộng I", "name", "i"),
        ("Cộng (1)", "name", "(1)"),
        ("Cộng 5 xã vùng cao", "name", "5 xã vùng cao"),
        ("Xã Vi Hương (nông thôn)", "name", "Xã Vi Hương (nông thôn)"),
        ("II. Các xã khu vực nông thôn", "area", "nông thôn"),
        ("Khu vực nông thôn", "area", "nông thôn"),
        ("Cộng khu vực thành thị", "area", "thành thị"),
        ("Trong đó:", "of_which", ""),
        ("Trong đó: khu vực nông thôn", "of_which", ""),
        ("Chia ra", "of_which", ""),
        ("Cộng trang", "page_total", ""),
        ("Mang sang", "page_total", ""),
        ("Thôn Nà Phja", "below_level", "Thôn Nà Phja"),
        ("Tổ dân phố 3", "below_level", "Tổ dân phố 3"),
        ("Tổ 5", "below_level", "Tổ 5"),
        ("Tổ chức chính trị", "name", "Tổ chức chính trị"),
        ("Bản Díu", "below_level", "Bản Díu"),
        ("Người lập biểu", "signature", ""),
        ("Ghi chú: số liệu tạm tính", "note", ""),
        ("Xã Sĩ Bình", "name", "Xã Sĩ Bình"),
    ],
)
def test_the_words_of_a_name_say_its_kind(registry: Registry, name: str, kind: str, rest: str) -> None:
    said = said_by(name, registry.words)
    assert (said.kind, said.rest) == (kind, rest)
