-- purpose: a change since last year unlike that of the other units of the same parent: the logarithm of the ratio,
--          measured by the median absolute deviation of all of them
-- rules:   O03
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   with_previous, parents, items, macro parameter
-- writes:  judged_peers
CREATE OR REPLACE TABLE judged_peers AS
WITH changes AS (
    SELECT c.*, p.parent_code, ln(c.value / c.previous_value) AS change
    FROM with_previous AS c
    JOIN items AS i ON i.item_id = c.item_id AND i.kind = 'stock'
    JOIN parents AS p USING (period, territory_code, territory_valid_from)
    WHERE c.previous_value >= parameter('O03', 'least_figure') AND c.value >= parameter('O03', 'least_figure')
),
peers AS (
    SELECT
        *,
        count(*) OVER of_parent AS units,
        median(change) OVER of_parent AS middle,
        mad(change) OVER of_parent AS deviation
    FROM changes
    WINDOW of_parent AS (PARTITION BY parent_code, item_id, period, figure_status, standard_id)
)
SELECT
    'O03' AS rule_id, submission_id, sheet, cell, form_id, period, territory_code, item_id,
    value AS found, round(previous_value * exp(middle), 0)::DECIMAL(18, 4) AS expected, units::DECIMAL(18, 4) AS measure,
    CASE
        WHEN units < parameter('O03', 'least_units') OR deviation = 0 THEN 'skipped'
        WHEN abs(change - middle) < ln(parameter('O03', 'least_times')) THEN 'held'
        WHEN 0.6745 * abs(change - middle) > parameter('O03', 'score') * deviation THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM peers;
