-- purpose: the own lines of smaller areas inside an area: each stands for all its parts at once
-- grain:   as_of, area, period, indicator_id, figure_status
-- reads:   area_parts, own_lines, areas
-- writes:  inner_lines
CREATE OR REPLACE TABLE inner_lines AS
WITH inside AS (
    SELECT
        a.as_of, a.area_code, a.area_valid_from, a.period,
        i.area_code AS inner_code, i.area_valid_from AS inner_valid_from, count(*) AS shared
    FROM areas AS a
    JOIN areas AS i
        ON i.as_of = a.period AND i.period = a.period
        AND i.unit_code = a.unit_code AND i.unit_valid_from = a.unit_valid_from
    WHERE (i.area_code, i.area_valid_from) <> (a.area_code, a.area_valid_from)
    GROUP BY ALL
)
SELECT
    n.as_of, n.area_code, n.area_valid_from, n.period, l.indicator_id, l.figure_status,
    sum(l.numerator - l.parts_numerator) AS numerator,
    sum(l.denominator - l.parts_denominator) AS denominator,
    sum(l.units_owed - l.units_given) AS units_covered,
    sum(l.units_of_unknown_size) AS units_of_unknown_size,
    sum(l.missing_denominator) AS missing_denominator,
    max(l.known_at) AS known_at,
    flatten(list(l.submission_ids)) AS submission_ids
FROM inside AS n
JOIN own_lines AS l
    ON l.area_code = n.inner_code AND l.area_valid_from = n.inner_valid_from AND l.period = n.period
JOIN area_parts AS p
    ON p.as_of = n.as_of AND p.area_code = n.area_code AND p.area_valid_from = n.area_valid_from
    AND p.period = n.period AND p.indicator_id = l.indicator_id AND p.figure_status = l.figure_status
WHERE l.units_owed < p.units_owed AND n.shared >= l.units_owed
GROUP BY ALL;
