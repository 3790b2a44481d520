-- purpose: last year's figures sent again: the share of figures above zero that are the same as the year before
-- rules:   C22
-- grain:   submission_id, form_id, period, figure_status, standard_id
-- reads:   with_previous, macro parameter
-- writes:  judged_sent_again
CREATE OR REPLACE TABLE judged_sent_again AS
WITH compared AS (
    SELECT
        submission_id, form_id, period, figure_status, standard_id,
        arg_min(sheet, cell) AS sheet,
        min(cell) AS cell,
        count(*) FILTER (WHERE value > 0 AND previous_value IS NOT NULL) AS figures,
        count(*) FILTER (WHERE value > 0 AND value = previous_value) AS same
    FROM with_previous
    GROUP BY ALL
)
SELECT
    'C22' AS rule_id, submission_id, sheet, cell, form_id, period, '' AS territory_code, '' AS item_id,
    same::DECIMAL(18, 4) AS found, figures::DECIMAL(18, 4) AS expected,
    round(100 * same / nullif(figures, 0), 0)::DECIMAL(18, 4) AS measure,
    CASE
        WHEN figures < parameter('C22', 'least_figures') THEN 'skipped'
        WHEN 100 * same > parameter('C22', 'same_pct') * figures THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM compared;
