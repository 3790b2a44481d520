-- purpose: every value of every area with names, standard, map and coverage: the public table and its bounds
-- grain:   indicator_id, area, period, figure_status
-- reads:   levels, drops, indicators, area_names, standards_by_period
-- writes:  indicator_values
CREATE OR REPLACE TABLE indicator_values AS
WITH valued AS (
    FROM levels UNION ALL BY NAME FROM drops
)
SELECT
    v.indicator_id,
    v.area_code AS territory_code,
    v.area_valid_from AS territory_valid_from,
    n.area_name AS territory_name,
    n.level,
    n.map_date,
    v.period,
    v.figure_status,
    coalesce(t.standard_id, '') AS standard_id,
    CAST(v.numerator AS DECIMAL(18, 4)) AS numerator,
    CASE WHEN k.kind IN ('rate', 'rate_drop') THEN CAST(v.denominator AS DECIMAL(18, 4)) END AS denominator,
    CAST(v.actual AS DECIMAL(18, 4)) AS actual,
    k.measure_unit,
    CAST(rounded_ratio(100 * v.units_given, v.units_owed, 100) AS DECIMAL(18, 4)) AS coverage_territories_pct,
    CAST(rounded_ratio(100 * whole(v.households_given), whole(v.households_owed), 100) AS DECIMAL(18, 4))
        AS coverage_households_pct,
    v.known_at,
    CAST(v.actual_low AS DECIMAL(18, 4)) AS actual_low,
    CAST(v.actual_high AS DECIMAL(18, 4)) AS actual_high,
    CAST(v.baseline AS DECIMAL(18, 4)) AS baseline,
    CAST(v.base_numerator AS DECIMAL(18, 4)) AS base_numerator,
    CASE WHEN k.kind IN ('rate', 'rate_drop') THEN CAST(v.base_denominator AS DECIMAL(18, 4)) END AS base_denominator,
    v.is_complete,
    v.is_own_line,
    v.units_owed,
    v.units_given,
    v.submission_ids
FROM valued AS v
JOIN indicators AS k USING (indicator_id)
JOIN area_names AS n
    ON n.as_of = v.as_of AND n.area_code = v.area_code AND n.area_valid_from = v.area_valid_from
LEFT JOIN standards_by_period AS t ON t.period = v.period
ORDER BY
    v.indicator_id, v.period, v.figure_status, n.level, v.area_code, v.area_valid_from;
