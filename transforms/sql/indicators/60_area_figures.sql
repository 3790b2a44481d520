-- purpose: the figures of an area: the sum of its parts; a missing part is covered by the own line of the smaller
--          area it lies in; where parts are still missing, by the area's own line (a total is never added to its
--          parts); else the sum stays partial, with its gaps
-- grain:   as_of, area, period, indicator_id, figure_status, standard_id
-- reads:   area_parts, inner_lines, own_lines, same_ground
-- writes:  area_figures
CREATE OR REPLACE TABLE area_figures AS
WITH covered AS (
    SELECT
        a.*,
        a.units_owed - a.units_given - coalesce(i.units_covered, 0) AS units_missing,
        a.numerator + coalesce(i.numerator, 0) AS sum_numerator,
        a.denominator + coalesce(i.denominator, 0) AS sum_denominator,
        a.units_of_unknown_size - coalesce(i.units_of_unknown_size, 0) AS unknown_size,
        a.missing_denominator - coalesce(i.missing_denominator, 0) AS open_denominator,
        greatest(a.known_at, i.known_at) AS last_known_at,
        list_concat(a.submission_ids, coalesce(i.submission_ids, [])) AS all_submission_ids,
        i.units_covered IS NOT NULL AS has_inner_line
    FROM area_parts AS a
    LEFT JOIN inner_lines AS i
        USING (as_of, area_code, area_valid_from, period, indicator_id, figure_status, standard_id)
),
standing AS (
    SELECT g.as_of, l.*
    FROM own_lines AS l
    JOIN same_ground AS g USING (area_code, area_valid_from, period)
)
SELECT
    c.as_of,
    c.area_code,
    c.area_valid_from,
    c.period,
    c.indicator_id,
    c.figure_status,
    c.standard_id,
    c.units_owed,
    c.units_given,
    c.households_owed,
    c.households_given,
    c.units_missing > 0 AND o.period IS NOT NULL AS is_own_line,
    c.units_missing = 0 OR o.period IS NOT NULL AS is_complete,
    CASE WHEN is_own_line THEN o.numerator ELSE c.sum_numerator END AS numerator,
    CASE WHEN is_own_line THEN o.denominator ELSE c.sum_denominator END AS denominator,
    CASE WHEN is_complete THEN 0 WHEN c.unknown_size = 0 THEN c.open_denominator END AS missing_denominator,
    CASE WHEN is_own_line THEN o.known_at ELSE c.last_known_at END AS known_at,
    list_sort(list_distinct(CASE WHEN is_own_line THEN o.submission_ids ELSE c.all_submission_ids END))
        AS submission_ids
FROM covered AS c
LEFT JOIN standing AS o
    USING (as_of, area_code, area_valid_from, period, indicator_id, figure_status, standard_id)
WHERE c.units_given > 0 OR c.has_inner_line OR o.period IS NOT NULL;
