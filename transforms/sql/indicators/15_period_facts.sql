-- purpose: the figure of every period, as reported for it; where nobody reported it, put together from shorter
--          periods: a flow is the sum of all of them, a stock is that of the last one; the longest parts win
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   current_facts, period_parts, items
-- writes:  period_facts
CREATE OR REPLACE TABLE period_facts AS
WITH own AS (
    SELECT
        period, figure_status, standard_id, territory_code, territory_valid_from, item_id,
        contribution, known_at, [submission_id] AS submission_ids, [period] AS source_periods
    FROM current_facts
),
composed AS (
    SELECT
        p.period, p.step, c.figure_status, c.standard_id, c.territory_code, c.territory_valid_from, c.item_id,
        sum(c.contribution) AS contribution,
        max(c.known_at) AS known_at,
        list_sort(list(DISTINCT c.submission_id)) AS submission_ids,
        list_sort(list(c.period)) AS source_periods
    FROM period_parts AS p
    JOIN current_facts AS c ON c.period = p.part_period
    JOIN items AS i USING (item_id)
    WHERE c.contribution IS NOT NULL AND (i.kind = 'flow' OR p.is_last)
    GROUP BY ALL
    HAVING count(*) = CASE WHEN any_value(i.kind) = 'flow' THEN any_value(p.parts) ELSE 1 END
)
FROM own
UNION ALL BY NAME
SELECT * EXCLUDE (step)
FROM (
    FROM composed
    QUALIFY row_number() OVER (
        PARTITION BY period, figure_status, standard_id, territory_code, territory_valid_from, item_id
        ORDER BY step
    ) = 1
) AS c
ANTI JOIN own USING (period, figure_status, standard_id, territory_code, territory_valid_from, item_id);
