-- purpose: households and their persons: none of the one without the other (C03c), and so many persons a household as
--          households usually have (X8); small numbers say nothing of the second
-- rules:   C03c, X8
-- grain:   rule, pair of items, period, figure_status, standard_id, territory
-- reads:   latest_cells, household_pairs, macro parameter
-- writes:  judged_sizes
CREATE OR REPLACE TABLE judged_sizes AS
WITH pairs AS (
    SELECT p.*, h.value AS households, p.value AS persons
    FROM household_pairs AS k
    JOIN latest_cells AS h ON h.item_id = k.household_item
    JOIN latest_cells AS p
        ON p.item_id = k.person_item AND p.form_id = h.form_id AND p.submission_id = h.submission_id
        AND p.period = h.period AND p.figure_status = h.figure_status AND p.standard_id = h.standard_id
        AND p.territory_code = h.territory_code AND p.territory_valid_from = h.territory_valid_from
    WHERE p.is_new
)
SELECT
    r.rule_id, p.submission_id, p.sheet, p.cell, p.form_id, p.period, p.territory_code, p.item_id,
    p.persons AS found, p.households AS expected,
    CASE WHEN p.households > 0 THEN round(p.persons / p.households, 2) END::DECIMAL(18, 4) AS measure,
    CASE
        WHEN r.rule_id = 'C03c' AND (p.households = 0) <> (p.persons = 0) THEN 'failed'
        WHEN r.rule_id = 'C03c' THEN 'held'
        WHEN p.households < parameter('X8', 'least_households') THEN 'skipped'
        WHEN p.persons < p.households * parameter('X8', 'smallest') THEN 'failed'
        WHEN p.persons > p.households * parameter('X8', 'largest') THEN 'failed'
        ELSE 'held'
    END AS verdict
FROM pairs AS p
CROSS JOIN (VALUES ('C03c'), ('X8')) AS r(rule_id);
