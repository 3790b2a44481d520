"""What the sample figures of Quảng Bình must add up to: PUBLISHED, IMPLIED by the plan, or SIMULATED."""

from tests.samples.targets import Part, Stock

# PUBLISHED: 10.473 poor and 10.379 near-poor households at the end of 2023. The total is IMPLIED: the plan's
# 2.063 households = 0,8 points give 257,9 thousand, its 1.295 = 0,5 points give 259,0 thousand; 258.400 lies
# between them and gives 0,80 and 0,50.
QUANG_BINH_2023 = Stock(resident=258_400, poor=10_473, near_poor=10_379)
# PUBLISHED: 473 poor households fewer in the first half of 2024. SIMULATED: the total and 310 near-poor fewer.
QUANG_BINH_2024_H1 = Stock(resident=259_100, poor=10_000, near_poor=10_069)
# SIMULATED: communes of the 151 under 5 per cent at the end of 2023 and in the middle of 2024 (plan: 80 %).
UNDER_5_PCT_2023 = Part(119, 151)  # 78,81 %; one more stands at exactly 5
UNDER_5_PCT_2024_H1 = Part(122, 151)  # 80,79 %

# SIMULATED: weights of households, poor and near-poor rates of the districts, scaled until the sums are exact.
DISTRICTS = {
    "450": (38.0, 0.7, 0.9),
    "452": (13.5, 17.5, 11.0),
    "453": (22.5, 6.3, 6.4),
    "454": (30.0, 3.4, 4.0),
    "455": (52.0, 3.6, 3.9),
    "456": (26.5, 4.1, 4.2),
    "457": (41.0, 3.9, 3.8),
    "458": (31.0, 2.3, 2.9),
}

# SIMULATED: the other targets after the first half of 2024 (plan: 100; 100; 100; 100; 97; 90; 60; 90; 95).
COASTAL_SUPPORT = Part(5, 6)
OFFICERS = Part(441, 453)  # 97,35 %
JOB_SUPPORT = Part(3_912, 4_260)  # 91,83 %
INSURED_SHARE = 0.991  # of the persons in F01; the count is rounded to the nearest person
RIGHT_AGE_PUPILS = Part(13_790, 14_260)  # 96,70 %
WATER = Part(17_620, 20_069)  # 87,80 %
LATRINE = Part(12_150, 20_069)  # 60,54 %
TELECOM = Part(9_870, 11_240)  # before the commune below leaves its denominator out
NO_TELECOM_NEED = "18943"
INFORMED_COASTAL_SHARE = 0.957  # in the six communes of the group
INFORMED_SHARE = 0.93  # in the others, which the target does not name
