"""What the sample figures of Bắc Kạn and Bạch Thông must add up to.

PUBLISHED figures come from official texts (sources in data/samples/README.md). SIMULATED ones are
ours, chosen so that every kind of verdict occurs in the plans.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stock:
    """Households of an area at the end of a year."""

    resident: int
    poor: int
    near_poor: int


@dataclass(frozen=True)
class Part:
    """A numerator and its denominator, as totals of an area."""

    numerator: int
    whole: int


# PUBLISHED: 31/12/2018, Bắc Kạn: 21,88 % poor, 11,82 % near-poor.
BAC_KAN_2018 = Stock(resident=79_677, poor=17_435, near_poor=9_415)
# SIMULATED so that the PUBLISHED drop comes out: 24,5304 - 21,8821 = 2,6483 -> 2,65 points.
BAC_KAN_2017 = Stock(resident=79_000, poor=19_379, near_poor=9_700)
# PUBLISHED: 31/12/2019, Bạch Thông: 17,33 % poor, 10,1 % near-poor.
BACH_THONG_2019 = Stock(resident=8_575, poor=1_486, near_poor=866)
# PUBLISHED: the preliminary rate of Bạch Thông in 2019 is 17,46 %; on 8.575 households that is 1.497 poor.
BACH_THONG_2019_PRELIMINARY = Stock(resident=8_575, poor=1_497, near_poor=866)
# PUBLISHED rates 15,14 % and 9,2 %; SIMULATED counts that give them.
BACH_THONG_2020 = Stock(resident=8_600, poor=1_302, near_poor=791)

# SIMULATED drops of the two groups, in points: above 4 as the plan asks, and between 3 and 4.
POOR_AREAS_DROP_PP = 4.15
HIGH_POVERTY_COMMUNES_DROP_PP = 3.5

# SIMULATED: the other targets of Bắc Kạn 2018 (plan: 40; 5.000; 98; 97; 98; 86).
TRAINED_WORKERS = Part(82_736, 205_300)  # 40,30 %
NEW_JOBS_BAC_KAN = 5_236
INSURED_SHARE = 0.983  # of the persons in F01; the count is rounded to the nearest person
ELECTRICITY = Part(77_127, 79_677)  # 96,80 %: misses 97
RURAL_WATER_SHARE = 0.981  # of the rural persons in F01
RADIO_STATIONS = Part(86, 122)

# SIMULATED: the other targets of Bạch Thông 2020 (plan: 550; 100; 100; 85; 100; 100; 90; 80).
NEW_JOBS_BACH_THONG = 562
POOR_WATER = Part(1_109, 1_302)  # 85,18 %
POOR_TELECOM = Part(1_178, 1_302)  # 90,48 %
POOR_INFORMATION = Part(1_035, 1_302)  # 79,49 %: misses 80
PUPIL_FEES = Part(2_115, 2_115)
KINDERGARTEN_MEALS = Part(603, 612)  # 98,53 %: misses 100


@dataclass(frozen=True)
class District:
    """The shape of a district: weights only, scaled until the sums above are exact."""

    households: int
    poor_pct: float
    near_poor_pct: float
    drop_pp: float


# Rates shaped on the published preliminary rates of 2019 (Pác Nặm highest, Thành phố Bắc Kạn lowest).
DISTRICTS = {
    "058": District(11_900, 2.3, 2.6, 0.55),
    "060": District(6_900, 38.6, 12.6, 4.45),
    "061": District(11_600, 26.2, 13.6, 3.95),
    "062": District(7_300, 37.6, 12.9, 4.2),
    # Gives 19,77 % and 11,67 % in 2018, as the published rates and drops of 2019 imply.
    "063": District(8_520, 19.69, 10.975, 2.2),
    "064": District(13_400, 17.4, 11.5, 2.0),
    "065": District(9_800, 18.5, 13.0, 2.1),
    "066": District(10_250, 27.5, 13.7, 2.6),
}
POOR_DISTRICTS = ("060", "061", "062")
