-- purpose: the figures that count, with how the unit wrote them, the forms they came in, and the correction that holds
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   period_facts, reported_facts, current_facts
-- writes:  form_facts
CREATE OR REPLACE TABLE form_facts AS
WITH sources AS (
    SELECT *, unnest(source_periods) AS source_period
    FROM period_facts
)
SELECT
    s.period,
    s.figure_status,
    s.standard_id,
    s.territory_code,
    s.territory_valid_from,
    s.item_id,
    s.contribution,
    -- Of several periods put together, and of a corrected figure, it no longer matters how the cell was written.
    CASE WHEN count(*) = 1 AND max(c.correction_id) = '' THEN any_value(r.value_state) ELSE '' END AS value_state,
    list_sort(list(DISTINCT r.form_id)) AS form_ids,
    s.submission_ids,
    s.source_periods
FROM sources AS s
JOIN reported_facts AS r
    ON r.period = s.source_period AND r.figure_status = s.figure_status AND r.standard_id = s.standard_id
    AND r.territory_code = s.territory_code AND r.territory_valid_from = s.territory_valid_from
    AND r.item_id = s.item_id
JOIN current_facts AS c
    ON c.period = s.source_period AND c.figure_status = s.figure_status AND c.standard_id = s.standard_id
    AND c.territory_code = s.territory_code AND c.territory_valid_from = s.territory_valid_from
    AND c.item_id = s.item_id
GROUP BY ALL;
