"""The text that stands beside the samples."""

README = """\
# Dữ liệu mẫu · Sample submissions

Thư mục này do `python -m tests.samples` sinh ra, không sửa tay. *Generated; do not edit by hand.*

## Tiếng Việt

| Phần | Thật hay mô phỏng |
|---|---|
| `inbox/661`, `662`, `663` (Đắk Nông 2024) | **Số liệu thật, giữ nguyên lỗi của bản gốc.** Chép bằng mắt từ ảnh chụp màn hình công khai (kho `CaoAnhNato/RAG_PoorHousehold`, commit 6d0171c), chỉ gồm những dòng nhìn thấy được, nên huyện Đắk Mil gần như chỉ có dòng huyện. Phần tiêu đề cột bị che trong ảnh được ghi cho đủ câu. |
| `inbox/058` đến `066` và `06-…` (Bắc Kạn 2017, 2018) | **Mô phỏng dưới số đã công bố.** Tên và mã đơn vị hành chính là thật (122 xã, phường, thị trấn); số liệu từng xã là giả định. |
| `inbox/019…`, `020…` và `063-…` (huyện Bạch Thông 2019, 2020) | **Mô phỏng dưới số đã công bố.** 17 xã, thị trấn đến ngày 31/01/2020, sau đó 14. |
| Bảy tệp hỏng hoặc gửi sai (xem bảng dưới) | Cố ý: mỗi tệp phải kết thúc ở trạng thái bị trả lại hoặc trùng. |

Mỗi tệp mô phỏng đều ghi “Số liệu mô phỏng …” ngay dưới tên biểu. Không có tên người, không có dữ liệu cá nhân.

Số cộng khớp tuyệt đối với:

| Địa bàn, thời điểm | Tổng số hộ | Hộ nghèo | Hộ cận nghèo | Ghi chú |
|---|---|---|---|---|
| Bắc Kạn, 31/12/2018 | 79.677 | 17.435 (21,88%) | 9.415 (11,82%) | số đã công bố |
| Bắc Kạn, 31/12/2017 | 79.000 | 19.379 (24,53%) | 9.700 (12,28%) | mô phỏng, chọn để mức giảm đúng bằng 2,65 điểm đã công bố |
| Bạch Thông, 31/12/2019 | 8.575 | 1.486 (17,33%) | 866 (10,10%) | số đã công bố; tổng số hộ suy ra từ số hộ nghèo và tỷ lệ |
| Bạch Thông, 31/12/2020 | 8.600 | 1.302 (15,14%) | 791 (9,20%) | tỷ lệ đã công bố; số hộ mô phỏng |

Nhân khẩu, hộ có mức sống trung bình, diễn biến trong năm, số liệu của các sở, phòng (biểu CT01) và thời điểm gửi
(`deliveries.csv`) đều là giả định. Tỷ lệ giữa các huyện phỏng theo số sơ bộ đã công bố năm 2019 (Pác Nặm cao nhất,
thành phố Bắc Kạn thấp nhất). Phòng Y tế huyện Bạch Thông cố ý không gửi báo cáo.

| Tệp gửi sai | Lý do |
|---|---|
| `061/Bieu 01 nam 2018 (moi).xlsx` | tệp rỗng, 0 byte |
| `064/F01 gui lai.xlsx` | tệp bị cắt cụt |
| `066/ghi chu ra soat 2018.xlsx` | tệp văn bản đặt đuôi .xlsx |
| `06-ldtbxh/du toan kinh phi 2018.xlsx` | không phải biểu báo cáo |
| `062/ban sao bieu 01.xlsx` | bản sao nguyên vẹn của tệp đã gửi |
| `065/F01 Cho Don 2018.xlsx` | biểu của huyện Chợ Đồn gửi vào thư mục huyện Chợ Mới |
| `huyen-ba-be/F01 2018.xlsx` | thư mục không phải mã đơn vị báo cáo |

## English

| Part | Real or simulated |
|---|---|
| `inbox/661`, `662`, `663` (Đắk Nông 2024) | **Real figures, defects kept.** Transcribed by eye from public screenshots (repository `CaoAnhNato/RAG_PoorHousehold`, commit 6d0171c); visible rows only. Header words that the screenshots cut off are completed. |
| `inbox/058` to `066`, `06-…` (Bắc Kạn 2017, 2018) | **Simulated below the published figures.** Names and codes of the 122 communes are real; the figures of each commune are not. |
| `inbox/019…`, `020…`, `063-…` (Bạch Thông district 2019, 2020) | **Simulated below the published figures.** 17 communes until 31 January 2020, 14 after. |
| Seven broken or misdirected files (table above) | On purpose: each must end as returned or duplicate. |

Every simulated sheet says “Số liệu mô phỏng …” under its title. There are no personal names or personal data.
The sums in the table above are exact. Persons, households with an average living standard, the year's movements,
the departments' figures (form CT01) and the times of arrival in `deliveries.csv` (path relative to this folder,
time of Vietnam) are simulated. The generator is seeded, works offline and keeps its sums in `tests/samples/targets.py`.
"""
