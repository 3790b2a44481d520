-- purpose: an indicator of a territory, or of the territories under it, all on one map
-- grain:   territory, period, figure_status, standard_id
-- reads:   on_map; parameters $indicator_id, $codes, $figure_status ('' for all), $map_date
-- writes:  nothing
SELECT v.*
FROM on_map($map_date) AS v
WHERE v.indicator_id = $indicator_id AND list_contains($codes, v.territory_code)
    AND ($figure_status = '' OR v.figure_status = $figure_status)
ORDER BY v.territory_code, v.territory_valid_from;
