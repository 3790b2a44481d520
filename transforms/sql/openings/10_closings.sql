-- purpose: the closing figures of the year before from which an opening figure may be taken, over the territory's
--          predecessors; of one figure the one closest to final is taken
-- grain:   item_id (the opening figure), source_form, source_item, territory
-- reads:   latest_cells, sources, lineage
-- writes:  closings
CREATE OR REPLACE TABLE closings AS
WITH closing AS (
    SELECT *
    FROM latest_cells
    QUALIFY row_number() OVER (
        PARTITION BY period, standard_id, territory_code, territory_valid_from, form_id, item_id
        ORDER BY status_rank DESC
    ) = 1
)
SELECT
    s.item_id,
    s.source_form,
    s.source_item,
    g.territory_code,
    count(*) AS units,
    count(c.value) AS units_given,
    sum(c.value) AS value,
    min(c.status_rank) AS status_rank
FROM sources AS s
CROSS JOIN lineage AS g
LEFT JOIN closing AS c
    ON c.form_id = s.source_form AND c.item_id = s.source_item AND c.standard_id = s.standard_id
    AND c.period = g.previous_period
    AND c.territory_code = g.previous_code AND c.territory_valid_from = g.previous_valid_from
GROUP BY ALL
ORDER BY s.item_id, g.territory_code, s.source_form, s.source_item;
