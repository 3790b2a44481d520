-- purpose: the newest accepted figure of every item; earlier ones stay in the facts room
-- grain:   period, figure_status, territory, item_id
-- reads:   facts, submissions
-- writes:  current_facts
CREATE OR REPLACE TABLE current_facts AS
SELECT
    f.period,
    f.figure_status,
    f.territory_code,
    f.territory_valid_from,
    f.item_id,
    f.submission_id,
    f.known_at,
    -- A dash says "none", a tick says "does not apply": both are answers that add nothing. A blank is no answer.
    CASE WHEN f.value_state IN ('dash', 'not_applicable') THEN 0 ELSE f.value END AS contribution
FROM facts AS f
JOIN submissions AS s USING (submission_id)
QUALIFY row_number() OVER (
    PARTITION BY f.period, f.figure_status, f.territory_code, f.territory_valid_from, f.item_id
    ORDER BY s.sequence DESC, f.submission_id
) = 1;
