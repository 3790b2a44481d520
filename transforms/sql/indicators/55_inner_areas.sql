-- purpose: which smaller areas lie wholly inside an area: a district in its province, both in a group of territories
-- grain:   as_of, area, period, inner area
-- reads:   areas, area_names
-- writes:  inner_areas
CREATE OR REPLACE TABLE inner_areas AS
WITH ranked AS (
    SELECT *, list_position(['commune', 'district', 'province', 'group'], level) AS rank FROM area_names
),
sizes AS (
    SELECT as_of, area_code, area_valid_from, count(*) AS units
    FROM areas
    WHERE period = as_of
    GROUP BY ALL
)
SELECT
    a.as_of, a.area_code, a.area_valid_from, a.period,
    i.area_code AS inner_code, i.area_valid_from AS inner_valid_from
FROM areas AS a
JOIN areas AS i
    ON i.as_of = a.period AND i.period = a.period
    AND i.unit_code = a.unit_code AND i.unit_valid_from = a.unit_valid_from
JOIN ranked AS outer_name
    ON outer_name.as_of = a.as_of AND outer_name.area_code = a.area_code
    AND outer_name.area_valid_from = a.area_valid_from
JOIN ranked AS inner_name
    ON inner_name.as_of = i.as_of AND inner_name.area_code = i.area_code
    AND inner_name.area_valid_from = i.area_valid_from
JOIN sizes AS z
    ON z.as_of = i.as_of AND z.area_code = i.area_code AND z.area_valid_from = i.area_valid_from
WHERE inner_name.rank < outer_name.rank
GROUP BY ALL
HAVING count(*) = any_value(z.units);
