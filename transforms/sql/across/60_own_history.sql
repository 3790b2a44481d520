-- purpose: a figure far from the median of the same territory's earlier years, measured by their median absolute
--          deviation; few years, or years that are all the same, say nothing
-- rules:   O01
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   latest_cells, macro parameter
-- writes:  judged_own_history
CREATE OR REPLACE TABLE judged_own_history AS
WITH closest AS (
    SELECT *
    FROM latest_cells
    QUALIFY row_number() OVER (
        PARTITION BY period, territory_code, territory_valid_from, item_id, standard_id ORDER BY status_rank DESC
    ) = 1
),
history AS (
    SELECT
        c.submission_id, c.sheet, c.cell, c.form_id, c.period, c.territory_code, c.item_id, c.figure_status,
        c.standard_id, any_value(c.value) AS value, count(e.value) AS years, median(e.value) AS middle,
        mad(e.value) AS deviation
    FROM latest_cells AS c
    LEFT JOIN closest AS e
        ON e.item_id = c.item_id AND e.territory_code = c.territory_code AND e.standard_id = c.standard_id
        AND e.territory_valid_from = c.territory_valid_from AND e.period < c.period
        AND substr(e.period, 5) = substr(c.period, 5)
    WHERE c.is_new
    GROUP BY ALL
)
SELECT
    'O01' AS rule_id, submission_id, sheet, cell, form_id, period, territory_code, item_id,
    value AS found, middle::DECIMAL(18, 4) AS expected, years::DECIMAL(18, 4) AS measure,
    CASE
        WHEN years < parameter('O01', 'least_years') OR middle < parameter('O01', 'least_figure') THEN 'skipped'
        WHEN deviation = 0 THEN 'skipped'
        WHEN 0.6745 * abs(value - middle) > parameter('O01', 'score') * deviation THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM history;
