-- purpose: sums over the territories of an area, where all of them owe the indicator; and what is missing of them
-- grain:   as_of, area, period of the view or the year before, indicator_id, figure_status, standard_id
-- reads:   areas, area_sizes, unit_states
-- writes:  area_parts
CREATE OR REPLACE TABLE area_parts AS
SELECT
    a.as_of,
    a.area_code,
    a.area_valid_from,
    a.period,
    u.indicator_id,
    u.figure_status,
    u.standard_id,
    u.level AS unit_level,
    count(*) AS units_owed,
    count(*) FILTER (u.is_given) AS units_given,
    coalesce(sum(u.numerator), 0) AS numerator,
    coalesce(sum(u.denominator), 0) AS denominator,
    max(u.known_at) AS known_at,
    coalesce(flatten(list(u.submission_ids) FILTER (u.is_given)), []) AS submission_ids,
    CASE WHEN count(*) = count(u.households) THEN sum(u.households) END AS households_owed,
    coalesce(sum(u.households) FILTER (u.is_given), 0) AS households_given,
    count(*) FILTER (NOT u.is_given AND u.last_denominator IS NULL) AS units_of_unknown_size,
    coalesce(sum(u.last_denominator) FILTER (NOT u.is_given), 0) AS missing_denominator
FROM areas AS a
JOIN unit_states AS u
    ON u.period = a.period AND u.territory_code = a.unit_code AND u.territory_valid_from = a.unit_valid_from
JOIN area_sizes AS z
    ON z.as_of = a.as_of AND z.area_code = a.area_code AND z.area_valid_from = a.area_valid_from
    AND z.period = a.period AND z.level = u.level
GROUP BY
    a.as_of, a.area_code, a.area_valid_from, a.period, u.indicator_id, u.figure_status, u.standard_id, u.level, z.units
HAVING count(*) = z.units
-- Where two levels owe the same thing, the level that all reported of counts, else the finest one that anyone reported of.
QUALIFY row_number() OVER (
    PARTITION BY a.as_of, a.area_code, a.area_valid_from, a.period, u.indicator_id, u.figure_status, u.standard_id
    ORDER BY
        units_given = units_owed DESC, units_given > 0 DESC,
        list_position(['commune', 'district', 'province'], u.level)
) = 1;
