"""The sentence of every finding, Vietnamese (0) and English (1), by rule and kind."""

_Texts = tuple[tuple[int, str], tuple[int, str]]


def _pair(vietnamese: str, english: str) -> _Texts:
    return (0, vietnamese), (1, english)


SENTENCES: dict[str, _Texts] = {
    "number.slip": _pair(
        "Số {number} đã nhập không có trong câu trích “{text}”.",
        "The number {number} that was typed does not stand in the quoted text “{text}”.",
    ),
    "number.note": _pair(
        "Số {number} không đứng trong câu trích “{text}”; căn cứ nằm ở phần trong ngoặc vuông hoặc ở ghi chú.",
        "The number {number} does not stand in the quotation “{text}”; what is added in brackets or the note"
        " says where it comes from.",
    ),
    "population.slip": _pair(
        "Câu trích “{text}” gọi tên “{found}”, nhưng chỉ tiêu theo dõi “{indicator}”{why};"
        " văn bản được giữ nguyên, cần cơ quan ban hành xác nhận.",
        "The quoted text “{text}” names “{found}”, but the target follows “{indicator}”{why};"
        " the text stays as it is, its issuer is to confirm.",
    ),
    "fit.slip": _pair(
        "Chỉ tiêu loại {target_kind}, đơn vị “{unit}” không hợp với chỉ số {indicator} (loại {indicator_kind},"
        " đơn vị “{indicator_unit}”).",
        "A target of kind {target_kind} in “{unit}” does not fit the indicator {indicator} (kind {indicator_kind},"
        " in “{indicator_unit}”).",
    ),
    "direction.slip": _pair(
        "Dấu so sánh {comparator} ngược với chiều của chỉ số {indicator} ({better} hơn là tốt hơn).",
        "The comparator {comparator} runs against the indicator {indicator}, of which {better} is better.",
    ),
    "denominator.needs": _pair(
        "Chỉ tiêu bao phủ “{name}” chưa có mẫu số: chỉ số {indicator} không nêu tổng số đối tượng.",
        "The coverage “{name}” has no denominator: the indicator {indicator} names no whole.",
    ),
    "sentence.agrees": _pair(
        "{name}: {arithmetic}; khớp trong phạm vi làm tròn.",
        "{name}: {arithmetic}; they agree within rounding.",
    ),
    "sentence.slip": _pair(
        "{name}: {arithmetic}; không khớp: số đầu kỳ lớn hơn tổng số suy ra.",
        "{name}: {arithmetic}; they do not agree: more at the start than the whole that follows.",
    ),
    "lines.agrees": _pair(
        "Các dòng suy ra {whole} {values}; mọi dòng đều chấp nhận từ {low} đến {high}:"
        " khớp trong phạm vi làm tròn.",
        "The lines imply {values} {whole}; all of them allow {low} to {high}: they agree within rounding.",
    ),
    "lines.slip": _pair(
        "Các dòng suy ra {whole} {values}: khác nhau ngoài phạm vi làm tròn.",
        "The lines imply {values} {whole}: they differ beyond rounding.",
    ),
    "opening.agrees": _pair(
        "Số đầu kỳ suy ra {base} bằng {name} năm {period} ({source}).",
        "The {base} at the start that follows equal {name} of {period} ({source}).",
    ),
    "opening.slip": _pair(
        "Số đầu kỳ suy ra {base} khác {name} năm {period} là {known} ({source}).",
        "The {base} at the start that follow differ from {name} of {period}, which is {known} ({source}).",
    ),
    "whole.agrees": _pair(
        "Tổng số suy ra từ {low} đến {high} chứa {name} năm {period} là {known} ({source}).",
        "The whole that follows, {low} to {high}, holds {name} of {period}, which is {known} ({source}).",
    ),
    "whole.slip": _pair(
        "Tổng số suy ra từ {low} đến {high} không chứa {name} năm {period} là {known} ({source}).",
        "The whole that follows, {low} to {high}, does not hold {name} of {period}, which is {known} ({source}).",
    ),
    "base.needs": _pair(
        "{aims}: cần {name} cuối năm {period} làm gốc, chưa có trong văn bản kế hoạch hoặc số liệu đã tổng hợp.",
        "{aims}: {name} at the end of {period} is needed as base; neither the plan's text nor the figures"
        " that were compiled give it.",
    ),
    "base.note": _pair(
        "Từ gốc {base} {unit} cuối năm {period} ({source}): giảm {share} là giảm {drops} {unit},"
        " còn {left} {unit}.",
        "From the base of {base} at the end of {period} ({source}): down {share} means {drops} fewer, {left} left.",
    ),
    "level_and_share.needs": _pair(
        "Còn {level}% cần {name} cuối năm {period} mới so được với mức giảm {share}.",
        "A level of {level} % needs {name} at the end of {period} before it can be compared with down {share}.",
    ),
    "level_and_share.agrees": _pair(
        "Còn {level}% của {whole} ({known}, {source}) là {level_left} {unit}, trong khoảng {left} {unit} của mức giảm"
        " {share}: hai mức khớp nhau.",
        "{level} % of {whole} ({known}, {source}) is {level_left}, within the {left} of down {share}: the two agree.",
    ),
    "level_and_share.slip": _pair(
        "Còn {level}% của {whole} ({known}, {source}) là {level_left} {unit}, ngoài khoảng {left} {unit} của mức giảm"
        " {share}: tính trên cùng số gốc, hai mức không cho một kết quả.",
        "{level} % of {whole} ({known}, {source}) is {level_left}, outside the {left} of down {share}:"
        " the two do not mean the same.",
    ),
    "level_after_drop.note": _pair(
        "{name}: {base}% năm {period} ({source}) giảm {drop} điểm % thì năm {year} {bound} {level}%.",
        "{name}: {base} % in {period} ({source}) less {drop} points means {bound} {level} % in {year}.",
    ),
    "stated_rates.agrees": _pair(
        "Số liệu nêu trong văn bản khớp nhau trong phạm vi làm tròn: {values}.",
        "The stated figures agree within rounding: {values}.",
    ),
    "stated_rates.slip": _pair(
        "Số liệu nêu trong văn bản không khớp nhau: {values}.",
        "The stated figures do not agree: {values}.",
    ),
    "stated_rates.note": _pair(
        "Số liệu nêu trong văn bản suy ra {values}.",
        "The stated figures imply {values}.",
    ),
    "stated_share.agrees": _pair(
        "{part} / {whole} = {exact}%, văn bản ghi {printed}%: khớp.",
        "{part} / {whole} = {exact} %, the text says {printed} %: they agree.",
    ),
    "stated_share.slip": _pair(
        "{part} / {whole} = {exact}%, văn bản ghi {printed}%: không khớp.",
        "{part} / {whole} = {exact} %, the text says {printed} %: they do not agree.",
    ),
    "stated_part.slip": _pair(
        "“{name}” {part} lớn hơn tổng {whole} mà nó là một phần.",
        "“{name}” {part} is larger than {whole}, of which it is a part.",
    ),
    "stated_sum.agrees": _pair(
        "{terms} = {total}: khớp với “{name}”.",
        "{terms} = {total}: agrees with “{name}”.",
    ),
    "stated_sum.slip": _pair(
        "{terms} = {total}, khác {whole} của “{name}”.",
        "{terms} = {total}, which differs from {whole} of “{name}”.",
    ),
    "stated_drop.note": _pair(
        "{name}: {now}% năm {period} và giảm {drop} điểm % suy ra {before}% năm {previous}.",
        "{name}: {now} % in {period} and a drop of {drop} points imply {before} % in {previous}.",
    ),
    "owed.needs": _pair(
        "Chưa đơn vị nào có nghĩa vụ báo cáo {items} cho “{name}”, kỳ {period}.",
        "No submitter owes {items} for “{name}”, {period}.",
    ),
    "group.note": _pair(
        "Nhóm “{group}”: {unverified}/{members} địa bàn chưa được xác minh; nguồn: {source}.",
        "Group “{group}”: {unverified} of {members} members are unverified; source: {source}.",
    ),
    "group.needs": _pair(
        "Nhóm “{group}” không có địa bàn nào còn hiệu lực vào {day}.",
        "Group “{group}” has no member that holds on {day}.",
    ),
    "allocation.unsummed": _pair(
        "Chưa cộng được phân bổ: mới có kế hoạch của {held}/{units} đơn vị ({with_plan}); còn thiếu {missing}{parent}.",
        "The allocation cannot be summed yet: plans of {held} of {units} units are known ({with_plan});"
        " missing: {missing}{parent}.",
    ),
    "parent.unsummed": _pair(
        "Thực hiện kế hoạch {parent} ({document}); chưa đối chiếu được phân bổ với tổng của cấp trên:"
        " còn thiếu kế hoạch của {missing} đơn vị khác{figures}.",
        "Carries out {parent} ({document}); the allocation cannot be held against the whole yet: the plans of"
        " {missing} other units are missing{figures}.",
    ),
    "allocated.unsummed": _pair(
        "“{name}”: tổng đã biết {total} {unit} của {held}/{units} đơn vị; còn thiếu {missing}.",
        "“{name}”: {total} are known of {held} of {units} units; missing: {missing}.",
    ),
    "allocated.agrees": _pair(
        "“{name}”: tổng phân bổ {terms} = {total} {unit} bằng con số của kế hoạch cấp trên.",
        "“{name}”: the allocation {terms} = {total} equals the figure of the plan above.",
    ),
    "allocated.slip": _pair(
        "“{name}”: tổng phân bổ {terms} = {total} {unit}, kế hoạch cấp trên ghi {aim} {unit}.",
        "“{name}”: the allocation {terms} = {total}, the plan above says {aim}.",
    ),
    "text.note": _pair(
        "Chưa có văn bản: kế hoạch này chỉ được biết qua văn bản khác dẫn đến, nên không được công bố.",
        "The text is not held: the plan is known only from others that name it, so it is not published.",
    ),
    "empty.note": _pair("Chưa nhập chỉ tiêu nào.", "No target is typed."),
    "tasks.note": _pair(
        "{tasks} chỉ tiêu định tính được theo dõi theo nhiệm vụ; số nhiệm vụ đã có cập nhật: {updated}.",
        "{tasks} qualitative aims are followed as tasks; tasks with an update: {updated}.",
    ),
}
