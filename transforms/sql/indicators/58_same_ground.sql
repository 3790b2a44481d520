-- purpose: which areas cover on the map of a view exactly what they covered on the map of the period: only there may
--          the line that an area reported of itself stand for it; a district that took in a commune keeps its code
-- grain:   as_of, area, period
-- reads:   areas
-- writes:  same_ground
CREATE OR REPLACE TABLE same_ground AS
WITH ground AS (
    SELECT
        as_of, area_code, area_valid_from, period,
        list_sort(list(unit_code || ' ' || CAST(unit_valid_from AS VARCHAR))) AS units
    FROM areas
    GROUP BY ALL
)
SELECT v.as_of, v.area_code, v.area_valid_from, v.period
FROM ground AS v
JOIN ground AS own
    ON own.as_of = own.period AND own.period = v.period
    AND own.area_code = v.area_code AND own.area_valid_from = v.area_valid_from AND own.units = v.units;
