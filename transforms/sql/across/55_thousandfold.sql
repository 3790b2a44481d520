-- purpose: figures a thousand times, or a thousandth, of the year before: a mark for thousands read as a decimal mark
-- rules:   C23
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   with_previous, macro parameter
-- writes:  judged_thousandfold
CREATE OR REPLACE TABLE judged_thousandfold AS
SELECT
    'C23' AS rule_id, submission_id, sheet, cell, form_id, period, territory_code, item_id,
    value AS found, previous_value AS expected, NULL::DECIMAL(18, 4) AS measure,
    CASE
        WHEN previous_value IS NULL OR least(value, previous_value) < parameter('C23', 'least_figure') THEN 'skipped'
        WHEN 100 * abs(value - 1000 * previous_value) <= parameter('C23', 'within_pct') * 1000 * previous_value THEN 'failed'
        WHEN 100 * abs(1000 * value - previous_value) <= parameter('C23', 'within_pct') * previous_value THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM with_previous;
