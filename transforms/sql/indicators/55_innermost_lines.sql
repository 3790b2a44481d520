-- purpose: own lines that may stand for missing parts inside a larger area: of two that lie in each other the smaller,
--          so that no part is added twice
-- grain:   area, period, indicator_id, figure_status, standard_id
-- reads:   own_lines, inner_areas
-- writes:  innermost_lines
CREATE OR REPLACE TABLE innermost_lines AS
FROM own_lines AS l
ANTI JOIN (
    SELECT n.area_code, n.area_valid_from, s.period, s.indicator_id, s.figure_status, s.standard_id
    FROM inner_areas AS n
    JOIN own_lines AS s
        ON s.area_code = n.inner_code AND s.area_valid_from = n.inner_valid_from AND s.period = n.period
    WHERE n.as_of = n.period
) AS smaller
    USING (area_code, area_valid_from, period, indicator_id, figure_status, standard_id);
