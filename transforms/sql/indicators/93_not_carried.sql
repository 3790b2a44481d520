-- purpose: the figures that cannot be carried to another map: a unit of that time lies partly in the area, partly
--          outside, and nobody declared the shares; which units
-- grain:   indicator_id, as_of, area, period, figure_status, standard_id
-- reads:   straddling, areas, units, unit_parts, area_names, indicators
-- writes:  not_carried
CREATE OR REPLACE TABLE not_carried AS
WITH divided AS (
    SELECT as_of, area_code, area_valid_from, period, level, list_sort(list(unit_code)) AS divided_codes
    FROM straddling
    GROUP BY ALL
),
touching AS (
    SELECT as_of, area_code, area_valid_from, period, unit_code, unit_valid_from FROM areas
    UNION ALL
    SELECT as_of, area_code, area_valid_from, period, unit_code, unit_valid_from FROM straddling
),
reported AS (
    SELECT DISTINCT
        t.as_of, t.area_code, t.area_valid_from, t.period, u.level, p.indicator_id, p.figure_status, p.standard_id
    FROM touching AS t
    JOIN units AS u
        ON u.period = t.period AND u.territory_code = t.unit_code AND u.territory_valid_from = t.unit_valid_from
    JOIN unit_parts AS p
        ON p.indicator_id = u.indicator_id AND p.period = u.period AND p.standard_id = u.standard_id
        AND p.territory_code = u.territory_code AND p.territory_valid_from = u.territory_valid_from
)
SELECT
    r.indicator_id,
    r.as_of,
    r.area_code AS territory_code,
    r.area_valid_from AS territory_valid_from,
    n.area_name AS territory_name,
    n.level,
    n.map_date,
    r.period,
    r.figure_status,
    r.standard_id,
    k.measure_unit,
    d.divided_codes
FROM reported AS r
JOIN divided AS d USING (as_of, area_code, area_valid_from, period, level)
JOIN indicators AS k USING (indicator_id)
JOIN area_names AS n USING (as_of, area_code, area_valid_from);
