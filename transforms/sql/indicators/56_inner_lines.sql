-- purpose: the own lines of smaller areas inside an area: each stands for all its parts at once
-- grain:   as_of, area, period, indicator_id, figure_status, standard_id
-- reads:   area_parts, innermost_lines, inner_areas
-- writes:  inner_lines
CREATE OR REPLACE TABLE inner_lines AS
SELECT
    n.as_of, n.area_code, n.area_valid_from, n.period, l.indicator_id, l.figure_status, l.standard_id,
    sum(l.numerator - l.parts_numerator) AS numerator,
    sum(l.denominator - l.parts_denominator) AS denominator,
    sum(l.units_owed - l.units_given) AS units_covered,
    sum(l.units_of_unknown_size) AS units_of_unknown_size,
    sum(l.missing_denominator) AS missing_denominator,
    max(l.known_at) AS known_at,
    flatten(list(l.submission_ids)) AS submission_ids
FROM inner_areas AS n
JOIN innermost_lines AS l
    ON l.area_code = n.inner_code AND l.area_valid_from = n.inner_valid_from AND l.period = n.period
JOIN area_parts AS p
    ON p.as_of = n.as_of AND p.area_code = n.area_code AND p.area_valid_from = n.area_valid_from
    AND p.period = n.period AND p.indicator_id = l.indicator_id AND p.figure_status = l.figure_status
    AND p.standard_id = l.standard_id
GROUP BY ALL;
