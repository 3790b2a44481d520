-- purpose: the cells behind the reported figures of some territories; where a correction holds, its id and what was
--          counted instead; a year that was put together has the cells of its shorter periods
-- grain:   period, figure_status, standard_id, territory, item_id, source_period
-- reads:   period_facts, current_facts, facts, indicator_items; parameters $periods, $codes
-- writes:  nothing
WITH sources AS (
    SELECT
        period, figure_status, standard_id, territory_code, territory_valid_from, item_id,
        unnest(source_periods) AS source_period
    FROM period_facts
    SEMI JOIN indicator_items USING (item_id)
    WHERE list_contains($periods, period) AND list_contains($codes, territory_code)
)
SELECT
    s.period, s.figure_status, s.standard_id, s.territory_code, s.territory_valid_from, s.item_id, s.source_period,
    f.value, f.value_state, f.submission_id, f.sheet, f.cell, f.text_as_found,
    n.correction_id, CASE WHEN n.correction_id = '' THEN f.value ELSE n.contribution END AS counted
FROM sources AS s
JOIN current_facts AS n
    ON n.period = s.source_period AND n.figure_status = s.figure_status AND n.standard_id = s.standard_id
    AND n.item_id = s.item_id
    AND n.territory_code = s.territory_code AND n.territory_valid_from = s.territory_valid_from
JOIN facts AS f
    ON f.submission_id = n.submission_id AND f.period = n.period AND f.item_id = n.item_id
    AND f.standard_id = n.standard_id
    AND f.territory_code = n.territory_code AND f.territory_valid_from = n.territory_valid_from
ORDER BY ALL;
