-- purpose: sums of items of two forms, for one territory in one period: one at most the other, equal, or both or
--          neither above zero; judged where every item of both sides is given and one side is new
-- rules:   C07g, C12, C25, C25b
-- grain:   bound, period, figure_status, standard_id, territory
-- reads:   latest_cells, bounds, bound_items
-- writes:  judged_bounds
CREATE OR REPLACE TABLE judged_bounds AS
WITH sides AS (
    SELECT
        i.bound_id, i.side, c.period, c.figure_status, c.standard_id, c.territory_code, c.territory_valid_from,
        sum(c.value) AS value,
        bool_or(c.is_new) AS is_new,
        arg_min(c.submission_id, i.place) AS submission_id,
        arg_min(c.sheet, i.place) AS sheet,
        arg_min(c.cell, i.place) AS cell,
        arg_min(c.item_id, i.place) AS item_id,
        arg_min(c.form_id, i.place) AS form_id
    FROM bound_items AS i
    JOIN latest_cells AS c USING (form_id, item_id)
    GROUP BY ALL
    HAVING count(*) = any_value(i.items)
)
SELECT
    b.rule_id, l.submission_id, l.sheet, l.cell, l.form_id, l.period, l.territory_code, l.item_id,
    l.value AS found, r.value AS expected, r.cell AS other_cell, r.form_id AS other_form, r.item_id AS other_item,
    NULL::DECIMAL(18, 4) AS measure,
    CASE
        WHEN b.relation = 'at_most' AND l.value > r.value THEN 'failed'
        WHEN b.relation = 'equal' AND l.value <> r.value THEN 'failed'
        WHEN b.relation = 'both_or_neither' AND (l.value > 0) <> (r.value > 0) THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM bounds AS b
JOIN sides AS l ON l.bound_id = b.bound_id AND l.side = 'left'
JOIN sides AS r
    ON r.bound_id = b.bound_id AND r.side = 'right' AND r.period = l.period
    AND r.figure_status = l.figure_status AND r.standard_id = l.standard_id
    AND r.territory_code = l.territory_code AND r.territory_valid_from = l.territory_valid_from
WHERE l.is_new;
