-- purpose: a figure that only units of a special list can have, reported by a unit that is on none
-- rules:   C26
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   latest_cells, special_units
-- writes:  judged_special_lists
CREATE OR REPLACE TABLE judged_special_lists AS
SELECT
    'C26' AS rule_id, c.submission_id, c.sheet, c.cell, c.form_id, c.period, c.territory_code, c.item_id,
    c.value AS found, NULL::DECIMAL(18, 4) AS expected, NULL::DECIMAL(18, 4) AS measure,
    CASE WHEN c.value = 0 OR s.is_listed THEN 'held' ELSE 'failed' END AS verdict
FROM latest_cells AS c
JOIN special_units AS s USING (period, territory_code, territory_valid_from, item_id)
WHERE c.is_new;
