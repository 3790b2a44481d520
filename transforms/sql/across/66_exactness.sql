-- purpose: too many round numbers: of counts, one in ten ends in 0 by chance
-- rules:   O04
-- grain:   submission_id, form_id, period, figure_status, standard_id
-- reads:   latest_cells, macro parameter
-- writes:  judged_exactness
CREATE OR REPLACE TABLE judged_exactness AS
WITH counted AS (
    SELECT
        submission_id, form_id, period, figure_status, standard_id,
        arg_min(sheet, cell) AS sheet,
        min(cell) AS cell,
        count(*) AS figures,
        count(*) FILTER (WHERE value % 10 = 0) AS round_figures
    FROM latest_cells
    WHERE is_new AND value >= parameter('O04', 'least_figure')
    GROUP BY ALL
)
SELECT
    'O04' AS rule_id, submission_id, sheet, cell, form_id, period, '' AS territory_code, '' AS item_id,
    round_figures::DECIMAL(18, 4) AS found, figures::DECIMAL(18, 4) AS expected,
    round(100 * round_figures / figures, 0)::DECIMAL(18, 4) AS measure,
    CASE
        WHEN figures < parameter('O04', 'least_figures') THEN 'skipped'
        WHEN 100 * round_figures > parameter('O04', 'round_pct') * figures THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM counted;
