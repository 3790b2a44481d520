-- purpose: drops of a rate beside the plan: many times what the plan asks (C15a), or exactly what it asks, to two
--          decimals, in many units (C15b)
-- rules:   C15a, C15b
-- grain:   rule, plan, target, period, figure_status, standard_id, territory
-- reads:   with_previous, plan_drops, macro parameter
-- writes:  judged_drops
CREATE OR REPLACE TABLE judged_drops AS
WITH rates AS (
    SELECT
        k.plan_id, k.target_id, k.aim, n.submission_id, n.sheet, n.cell, n.form_id, n.period, n.figure_status,
        n.standard_id, n.territory_code, n.item_id,
        100 * n.previous_value / nullif(d.previous_value, 0) - 100 * n.value / nullif(d.value, 0) AS drop
    FROM plan_drops AS k
    JOIN with_previous AS n
        ON n.period = k.period AND n.territory_code = k.territory_code AND n.item_id = k.numerator_item
    JOIN with_previous AS d
        ON d.period = n.period AND d.territory_code = n.territory_code AND d.item_id = k.denominator_item
        AND d.territory_valid_from = n.territory_valid_from AND d.figure_status = n.figure_status
        AND d.standard_id = n.standard_id
),
told AS (
    SELECT
        *,
        round(drop, 2) = aim AS is_exact,
        count(*) FILTER (WHERE round(drop, 2) = aim) OVER (
            PARTITION BY plan_id, target_id, figure_status, standard_id
        ) AS exact_units
    FROM rates
)
SELECT
    r.rule_id, submission_id, sheet, cell, form_id, period, territory_code, item_id,
    round(drop, 2)::DECIMAL(18, 4) AS found, aim AS expected, exact_units::DECIMAL(18, 4) AS measure,
    CASE
        WHEN drop IS NULL THEN 'skipped'
        WHEN r.rule_id = 'C15a' AND drop > parameter('C15a', 'times') * aim THEN 'failed'
        WHEN r.rule_id = 'C15b' AND is_exact AND exact_units >= parameter('C15b', 'least_units') THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM told
CROSS JOIN (VALUES ('C15a'), ('C15b')) AS r(rule_id);
