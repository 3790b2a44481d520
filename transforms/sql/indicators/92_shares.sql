-- purpose: the share of the territories of an area that satisfy a predicate on another indicator; one whose figure
--          is missing or partial may or may not satisfy it
-- grain:   indicator_id, as_of, area, period, figure_status, standard_id
-- reads:   indicators, members, levels
-- writes:  shares
CREATE OR REPLACE TABLE shares AS
WITH judged AS (
    SELECT
        k.indicator_id, l.as_of, l.area_code, l.area_valid_from, l.period, l.figure_status, l.standard_id,
        l.submission_ids, l.known_at,
        CASE k.predicate_comparator
            WHEN '<' THEN l.actual < k.predicate_value
            WHEN '<=' THEN l.actual <= k.predicate_value
            WHEN '>' THEN l.actual > k.predicate_value
            WHEN '>=' THEN l.actual >= k.predicate_value
        END AS is_met
    FROM indicators AS k
    JOIN levels AS l ON l.indicator_id = k.predicate_indicator_id
    WHERE k.kind = 'territory_share' AND l.is_complete AND l.actual IS NOT NULL
),
known AS (
    SELECT DISTINCT
        k.indicator_id, k.scale, k.predicate_level, k.predicate_indicator_id,
        l.as_of, l.period, l.figure_status, l.standard_id
    FROM indicators AS k
    JOIN levels AS l ON l.indicator_id = k.predicate_indicator_id
    WHERE k.kind = 'territory_share'
),
counted AS (
    SELECT
        n.indicator_id, n.scale, n.predicate_indicator_id, m.as_of, m.area_code, m.area_valid_from,
        n.period, n.figure_status, n.standard_id,
        count(*) AS units_owed,
        count(j.is_met) AS units_given,
        count(*) FILTER (j.is_met) AS satisfied,
        list_sort(list_distinct(coalesce(flatten(list(j.submission_ids)), []))) AS submission_ids,
        max(j.known_at) AS known_at
    FROM known AS n
    JOIN members AS m ON m.as_of = n.as_of AND m.level = n.predicate_level
    LEFT JOIN judged AS j
        ON j.indicator_id = n.indicator_id AND j.as_of = m.as_of AND j.area_code = m.member_code
        AND j.area_valid_from = m.member_valid_from AND j.period = n.period
        AND j.figure_status = n.figure_status AND j.standard_id = n.standard_id
    GROUP BY ALL
)
SELECT
    c.* EXCLUDE (scale, satisfied, predicate_indicator_id),
    l.households_owed,
    l.households_given,
    c.units_given = c.units_owed AS is_complete,
    false AS is_own_line,
    '' AS base_standard_id,
    CAST(c.satisfied AS DECIMAL(38, 4)) AS numerator,
    CAST(c.units_owed AS DECIMAL(38, 4)) AS denominator,
    CASE WHEN c.units_given = c.units_owed THEN rounded_ratio(100 * c.satisfied, c.units_owed, c.scale) END AS actual,
    rounded_ratio(100 * c.satisfied, c.units_owed, c.scale) AS actual_low,
    rounded_ratio(100 * (c.satisfied + c.units_owed - c.units_given), c.units_owed, c.scale) AS actual_high
FROM counted AS c
LEFT JOIN levels AS l
    ON l.indicator_id = c.predicate_indicator_id AND l.as_of = c.as_of AND l.area_code = c.area_code
    AND l.area_valid_from = c.area_valid_from AND l.period = c.period AND l.figure_status = c.figure_status
    AND l.standard_id = c.standard_id
WHERE c.units_given > 0;
