-- purpose: one published figure with its bounds, for the status asked for or the one closest to final
-- grain:   one row at most
-- reads:   indicator_values, statuses; parameters $indicator_id, $area_code, $period, $figure_status ('' for any)
-- writes:  nothing
SELECT v.*
FROM indicator_values AS v
JOIN statuses AS s USING (figure_status)
WHERE v.indicator_id = $indicator_id AND v.territory_code = $area_code AND v.period = $period
    AND ($figure_status = '' OR v.figure_status = $figure_status)
ORDER BY s.rank DESC
LIMIT 1;
