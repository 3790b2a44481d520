-- purpose: how much the number of all households changed since the year before
-- rules:   C14
-- grain:   period, figure_status, standard_id, territory, item of the rule
-- reads:   with_previous, rule_items, macro parameter
-- writes:  judged_household_change
CREATE OR REPLACE TABLE judged_household_change AS
SELECT
    i.rule_id, c.submission_id, c.sheet, c.cell, c.form_id, c.period, c.territory_code, c.item_id,
    c.value AS found, c.previous_value AS expected,
    round(100 * (c.value - c.previous_value) / nullif(c.previous_value, 0), 2)::DECIMAL(18, 4) AS measure,
    CASE
        WHEN c.previous_value IS NULL OR c.previous_value < parameter('C14', 'least_households') THEN 'skipped'
        WHEN 100 * abs(c.value - c.previous_value) > parameter('C14', 'change_pct') * c.previous_value THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM with_previous AS c
JOIN rule_items AS i ON i.rule_id = 'C14' AND i.item_id = c.item_id;
