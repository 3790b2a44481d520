-- purpose: the year before, from the figures closest to final; only where nothing is missing
-- grain:   as_of, area, indicator_id
-- reads:   area_figures, statuses
-- writes:  base_figures
CREATE OR REPLACE TABLE base_figures AS
SELECT f.*
FROM area_figures AS f
JOIN statuses AS s USING (figure_status)
WHERE f.period < f.as_of AND f.is_complete
QUALIFY row_number() OVER (
    PARTITION BY f.as_of, f.area_code, f.area_valid_from, f.indicator_id
    ORDER BY s.rank DESC
) = 1;
