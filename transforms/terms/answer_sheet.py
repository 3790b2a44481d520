"""The layout of our answer sheets: what the answer writes, and what is looked for when a file comes back.

The seven columns stand in the order in which submitters use them; the last two are hidden.
"""

TERRITORY, CELL, MESSAGE, VALUE = "Xã", "Ô", "Thông báo", "Giá trị"
HINT, RULE, EXPLANATION = "Cách sửa", "Mã luật", "Giải trình"
SEVERITY, STATE, SHEET = "Mức độ", "Trạng thái", "Trang"
# The explanation key of a line, and the fill that its cell had before it was coloured.
KEY, FILL = "tonghop:khóa", "tonghop:nền"
HEADS = (
    TERRITORY,
    CELL,
    MESSAGE,
    VALUE,
    HINT,
    RULE,
    EXPLANATION,
    SEVERITY,
    STATE,
    SHEET,
    KEY,
    FILL,
)
# The first letters of the line by which the sheet "Phản hồi" is known, and of every note on a cell.
PAGE_STAMP = "tonghop:phản-hồi"
NOTE_STAMP = "tonghop – "
