-- purpose: every figure of tonight beside the same figure of the year before, over the territory's predecessors and under
--          the same standard; nothing where one of them is silent
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   latest_cells, lineage
-- writes:  with_previous
CREATE OR REPLACE TABLE with_previous AS
WITH closest AS (
    SELECT *
    FROM latest_cells
    QUALIFY row_number() OVER (
        PARTITION BY period, standard_id, territory_code, territory_valid_from, item_id
        ORDER BY status_rank DESC
    ) = 1
)
SELECT
    l.submission_id, l.sheet, l.cell, l.form_id, l.period, l.figure_status, l.standard_id,
    l.territory_code, l.territory_valid_from, l.item_id, l.value,
    CASE WHEN count(r.value) = count(*) THEN sum(r.value) END AS previous_value
FROM latest_cells AS l
LEFT JOIN lineage AS g
    ON g.period = l.period AND g.territory_code = l.territory_code
    AND g.territory_valid_from = l.territory_valid_from
LEFT JOIN closest AS r
    ON r.item_id = l.item_id AND r.period = g.previous_period AND r.standard_id = l.standard_id
    AND r.territory_code = g.previous_code AND r.territory_valid_from = g.previous_valid_from
WHERE l.is_new
GROUP BY ALL;
