-- purpose: opening figures against the closing figures of the year before, counted under the same standard, over the
--          territory's predecessors; the closing figure closest to final is taken; judged only where every
--          predecessor is known
-- grain:   tie, period, figure_status, standard_id, territory, where the opening figure is new tonight
-- reads:   latest_cells, ties, lineage
-- writes:  previous_period_ties
CREATE OR REPLACE TABLE previous_period_ties AS
WITH closing AS (
    SELECT *
    FROM latest_cells
    QUALIFY row_number() OVER (
        PARTITION BY period, standard_id, territory_code, territory_valid_from, item_id
        ORDER BY status_rank DESC
    ) = 1
)
SELECT
    t.rule_id,
    l.submission_id AS left_submission_id,
    l.sheet AS left_sheet,
    l.cell AS left_cell,
    l.is_new AS left_is_new,
    l.value AS left_value,
    l.form_id AS left_form,
    l.item_id AS left_item,
    sum(r.value) AS right_value,
    t.right_form,
    t.right_item,
    l.period,
    l.territory_code,
    l.territory_valid_from,
    count(*) AS predecessors
FROM ties AS t
JOIN latest_cells AS l ON l.form_id = t.left_form AND l.item_id = t.left_item
JOIN lineage AS g
    ON g.period = l.period AND g.territory_code = l.territory_code
    AND g.territory_valid_from = l.territory_valid_from
LEFT JOIN closing AS r
    ON r.form_id = t.right_form AND r.item_id = t.right_item AND r.period = g.previous_period
    AND r.standard_id = l.standard_id
    AND r.territory_code = g.previous_code AND r.territory_valid_from = g.previous_valid_from
WHERE t.right_period = 'previous' AND l.is_new
GROUP BY ALL
HAVING count(r.value) = count(*)
ORDER BY t.rule_id, l.period, l.territory_code, l.item_id, left_cell;
