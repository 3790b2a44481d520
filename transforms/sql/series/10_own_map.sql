-- purpose: an indicator of a territory, or of the territories under it, each on its own map
-- grain:   territory, period, figure_status, standard_id
-- reads:   as_reported; parameters $indicator_id, $codes, $figure_status ('' for all)
-- writes:  nothing
SELECT v.*, 'whole' AS carry_state, CAST([] AS VARCHAR[]) AS divided_codes
FROM as_reported AS v
WHERE v.indicator_id = $indicator_id AND list_contains($codes, v.territory_code)
    AND ($figure_status = '' OR v.figure_status = $figure_status)
ORDER BY v.territory_code, v.territory_valid_from;
