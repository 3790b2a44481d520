-- purpose: items of two forms that must be equal for one territory in one period, under one standard
-- grain:   tie, period, figure_status, standard_id, territory, where one of the two sides is new tonight
-- reads:   latest_cells, ties
-- writes:  same_period_ties
CREATE OR REPLACE TABLE same_period_ties AS
SELECT
    t.rule_id,
    l.submission_id AS left_submission_id,
    l.sheet AS left_sheet,
    l.cell AS left_cell,
    l.is_new AS left_is_new,
    l.value AS left_value,
    l.form_id AS left_form,
    l.item_id AS left_item,
    r.submission_id AS right_submission_id,
    r.sheet AS right_sheet,
    r.cell AS right_cell,
    r.value AS right_value,
    r.form_id AS right_form,
    r.item_id AS right_item,
    l.period,
    l.territory_code,
    l.territory_valid_from
FROM ties AS t
JOIN latest_cells AS l ON l.form_id = t.left_form AND l.item_id = t.left_item
JOIN latest_cells AS r
    ON r.form_id = t.right_form AND r.item_id = t.right_item
    AND r.period = l.period AND r.figure_status = l.figure_status
    AND r.standard_id = l.standard_id
    AND r.territory_code = l.territory_code AND r.territory_valid_from = l.territory_valid_from
WHERE t.right_period = 'same' AND (l.is_new OR r.is_new)
ORDER BY t.rule_id, l.period, l.territory_code, l.item_id, l.figure_status, l.standard_id;
