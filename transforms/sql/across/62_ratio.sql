-- purpose: a figure many times, or a small part, of the year before; small figures say nothing
-- rules:   O02
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   with_previous, items, macro parameter
-- writes:  judged_ratio
CREATE OR REPLACE TABLE judged_ratio AS
SELECT
    'O02' AS rule_id, c.submission_id, c.sheet, c.cell, c.form_id, c.period, c.territory_code, c.item_id,
    c.value AS found, c.previous_value AS expected,
    round(c.value / nullif(c.previous_value, 0), 2)::DECIMAL(18, 4) AS measure,
    CASE
        WHEN c.previous_value IS NULL OR least(c.value, c.previous_value) < parameter('O02', 'least_figure') THEN 'skipped'
        WHEN c.value > parameter('O02', 'times') * c.previous_value THEN 'failed'
        WHEN c.previous_value > parameter('O02', 'times') * c.value THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM with_previous AS c
JOIN items AS i ON i.item_id = c.item_id AND i.kind = 'stock';
