-- purpose: the newest accepted figure of every item; a newer submission of the same form by the same submitter,
--          under the same standard, takes the place of the older one as a whole; its facts stay in the facts room
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   facts, submissions
-- writes:  reported_facts
CREATE OR REPLACE TABLE reported_facts AS
WITH newest AS (
    SELECT f.*, s.sequence
    FROM facts AS f
    JOIN submissions AS s USING (submission_id)
    QUALIFY s.sequence = max(s.sequence) OVER (
        PARTITION BY s.submitter_id, f.form_id, f.period, f.figure_status, f.standard_id
    )
)
SELECT
    period,
    figure_status,
    standard_id,
    territory_code,
    territory_valid_from,
    item_id,
    submission_id,
    form_id,
    known_at,
    value,
    value_state,
    -- A dash says "none", a tick says "does not apply": both are answers that add nothing. A blank is no answer.
    CASE WHEN value_state IN ('dash', 'not_applicable') THEN 0 ELSE value END AS contribution
FROM newest
QUALIFY row_number() OVER (
    PARTITION BY period, figure_status, standard_id, territory_code, territory_valid_from, item_id
    ORDER BY sequence DESC, submission_id
) = 1;
