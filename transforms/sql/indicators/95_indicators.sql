-- purpose: every value of every area in every view, with names, map and coverage, and the bounds of the value
-- grain:   indicator_id, area, period, figure_status, standard_id, as_of
-- reads:   levels, drops, shares, indicators, area_names
-- writes:  indicator_values
CREATE OR REPLACE TABLE indicator_values AS
WITH valued AS (
    FROM levels UNION ALL BY NAME FROM drops UNION ALL BY NAME FROM shares
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
    v.standard_id,
    CAST(v.numerator AS DECIMAL(18, 4)) AS numerator,
    CASE WHEN k.kind IN ('rate', 'rate_drop', 'territory_share') THEN CAST(v.denominator AS DECIMAL(18, 4)) END
        AS denominator,
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
    v.base_standard_id,
    v.is_complete,
    v.is_own_line,
    v.units_owed,
    v.units_given,
    v.submission_ids,
    v.as_of
FROM valued AS v
JOIN indicators AS k USING (indicator_id)
JOIN area_names AS n
    ON n.as_of = v.as_of AND n.area_code = v.area_code AND n.area_valid_from = v.area_valid_from
ORDER BY
    v.indicator_id, v.period, v.figure_status, v.standard_id, n.level, v.area_code, v.area_valid_from, v.as_of;
