"""What the sample figures of TP Sơn La must add up to: PUBLISHED or SIMULATED."""

from tests.samples.targets import Part, Stock

# PUBLISHED: 289 poor and 167 near-poor households in 2018. SIMULATED: the total.
SON_LA_2018 = Stock(resident=26_200, poor=289, near_poor=167)
# SIMULATED, so that 2020 ends at 0,77 % and 253 - 207 = 46 households are 18,18 % fewer (plan: 15 to 20).
SON_LA_2019 = Stock(resident=26_600, poor=253, near_poor=152)
SON_LA_2020 = Stock(resident=27_000, poor=207, near_poor=131)

# SIMULATED: the other targets of 2020, in the order of the plan.
CREDIT = Part(408, 412)  # 99,03 %: misses 100
POLICY_PUPILS = Part(3_264, 3_264)
CERTIFIED_WORKERS = Part(26_645, 52_400)  # 50,85 %: above 50,7
HEALTH_COMMUNES = Part(12, 12)
DOCTOR_STATIONS = Part(11, 12)  # 91,67 %: misses 100
VACCINATED = Part(1_140, 1_200)  # exactly 95 %: misses "above 95"
MALNOURISHED = Part(752, 8_000)  # 9,4 %: below 9,5
SCHOOL_NETWORK = Part(12, 12)
STANDARD_SCHOOLS = Part(35, 44)  # 79,55 %: above 79,1
POOR_WATER = Part(207, 207)
OFFICERS = Part(186, 186)
INFORMED_POOR_AREAS_SHARE = 0.976  # in the three communes of the group: misses 98
INFORMED_SHARE = 0.99  # in the others, which the target does not name
RADIOS = 91  # exactly the plan
# No poor household asked for a loan to build a latrine: a denominator of zero, so nothing can be computed.
LATRINE_LOANS = Part(0, 0)
