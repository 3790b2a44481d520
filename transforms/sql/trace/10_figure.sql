-- purpose: one published figure with its bounds, for the status asked for or the one closest to final, and for the
--          standard asked for or the one in force at the end of the period
-- grain:   one row at most
-- reads:   as_reported, statuses, standards_by_period; parameters $indicator_id, $area_code, $period, $figure_status
--          and $standard_id ('' for any)
-- writes:  nothing
SELECT v.*
FROM as_reported AS v
JOIN statuses AS s USING (figure_status)
LEFT JOIN standards_by_period AS t USING (period, standard_id)
WHERE v.indicator_id = $indicator_id AND v.territory_code = $area_code AND v.period = $period
    AND ($figure_status = '' OR v.figure_status = $figure_status)
    AND ($standard_id = '' OR v.standard_id = $standard_id)
ORDER BY t.standard_id IS NULL, s.rank DESC
LIMIT 1;
