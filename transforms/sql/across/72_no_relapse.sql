-- purpose: nobody fell back into poverty or became newly poor: for several years running, or in a year with a declared
--          disaster
-- rules:   C16
-- grain:   period, figure_status, standard_id, territory
-- reads:   latest_cells, rule_items, disasters, macro parameter
-- writes:  judged_no_relapse
CREATE OR REPLACE TABLE judged_no_relapse AS
WITH years AS (
    SELECT
        c.period, c.figure_status, c.standard_id, c.territory_code, c.territory_valid_from,
        sum(c.value) AS entered, bool_or(c.is_new) AS is_new, any_value(c.status_rank) AS status_rank,
        arg_min(c.submission_id, c.cell) AS submission_id, arg_min(c.sheet, c.cell) AS sheet, min(c.cell) AS cell,
        arg_min(c.form_id, c.cell) AS form_id, arg_min(c.item_id, c.cell) AS item_id
    FROM latest_cells AS c
    JOIN rule_items AS i ON i.rule_id = 'C16' AND i.item_id = c.item_id
    GROUP BY ALL
    HAVING count(*) = (SELECT count(*) FROM rule_items WHERE rule_id = 'C16')
),
closest AS (
    FROM years
    QUALIFY row_number() OVER (
        PARTITION BY period, territory_code, territory_valid_from ORDER BY status_rank DESC
    ) = 1
),
told AS (
    SELECT
        y.submission_id, y.sheet, y.cell, y.form_id, y.period, y.figure_status, y.standard_id, y.territory_code,
        y.territory_valid_from, y.item_id, y.entered,
        count(e.period) AS earlier_years,
        max(e.entered) AS entered_earlier,
        bool_or(d.territory_code IS NOT NULL) AS is_disaster
    FROM years AS y
    LEFT JOIN closest AS e
        ON e.territory_code = y.territory_code AND e.territory_valid_from = y.territory_valid_from
        AND length(e.period) = 4 AND length(y.period) = 4 AND e.period < y.period
        AND e.period::INTEGER > y.period[:4]::INTEGER - parameter('C16', 'years')
    LEFT JOIN disasters AS d ON d.territory_code = y.territory_code AND d.period = y.period
    WHERE y.is_new
    GROUP BY ALL
)
SELECT
    'C16' AS rule_id, submission_id, sheet, cell, form_id, period, territory_code, item_id,
    entered AS found, earlier_years::DECIMAL(18, 4) AS expected, NULL::DECIMAL(18, 4) AS measure,
    CASE
        WHEN entered > 0 THEN 'held'
        WHEN is_disaster THEN 'failed'
        WHEN earlier_years + 1 < parameter('C16', 'years') THEN 'skipped'
        WHEN entered_earlier = 0 THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM told;
