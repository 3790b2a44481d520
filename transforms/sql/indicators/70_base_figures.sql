-- purpose: the year before of every view and period, from the figures closest to final; only where nothing is missing
-- grain:   as_of, area, period, indicator_id, standard_id
-- reads:   area_figures, views, statuses
-- writes:  base_figures
CREATE OR REPLACE TABLE base_figures AS
SELECT
    v.as_of, v.period, f.area_code, f.area_valid_from, f.indicator_id, f.standard_id, f.period AS base_period,
    f.figure_status, f.is_own_line, f.numerator, f.denominator
FROM views AS v
JOIN area_figures AS f ON f.as_of = v.as_of AND f.period = v.base_period
JOIN statuses AS s USING (figure_status)
WHERE f.is_complete AND f.standard_id <> ''
QUALIFY row_number() OVER (
    PARTITION BY v.as_of, v.period, f.area_code, f.area_valid_from, f.indicator_id, f.standard_id
    ORDER BY s.rank DESC
) = 1;
