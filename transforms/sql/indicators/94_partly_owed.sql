-- purpose: the figures that an area has on another map for some of its units only, because the others owed nothing:
--          Bắc Kạn alone is not the new Thái Nguyên; how many of its units reported
-- grain:   indicator_id, as_of, area, period, figure_status, standard_id
-- reads:   areas, area_sizes, views, unit_states, area_names, indicators
-- writes:  partly_owed
CREATE OR REPLACE TABLE partly_owed AS
WITH counted AS (
    SELECT
        a.as_of, a.area_code, a.area_valid_from, a.period, u.indicator_id, u.figure_status, u.standard_id,
        count(*) FILTER (u.is_given) AS units_given,
        z.units AS units_owed
    FROM areas AS a
    JOIN views AS v ON v.as_of = a.as_of AND v.period = a.period AND v.as_of <> v.period
    JOIN unit_states AS u
        ON u.period = a.period AND u.territory_code = a.unit_code AND u.territory_valid_from = a.unit_valid_from
    JOIN area_sizes AS z
        ON z.as_of = a.as_of AND z.area_code = a.area_code AND z.area_valid_from = a.area_valid_from
        AND z.period = a.period AND z.level = u.level
    GROUP BY ALL
    HAVING count(*) < z.units
)
SELECT
    c.indicator_id,
    c.as_of,
    c.area_code AS territory_code,
    c.area_valid_from AS territory_valid_from,
    n.area_name AS territory_name,
    n.level,
    n.map_date,
    c.period,
    c.figure_status,
    c.standard_id,
    k.measure_unit,
    c.units_given,
    c.units_owed
FROM counted AS c
JOIN indicators AS k USING (indicator_id)
JOIN area_names AS n USING (as_of, area_code, area_valid_from)
WHERE c.units_given > 0
-- Where several levels owe the same thing, the finest one is told of.
QUALIFY row_number() OVER (
    PARTITION BY
        c.as_of, c.area_code, c.area_valid_from, c.period, c.indicator_id, c.figure_status, c.standard_id
    ORDER BY c.units_owed DESC
) = 1;
