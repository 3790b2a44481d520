-- purpose: the newest figure of every item, over tonight's submissions and the facts of earlier nights;
--          a newer submission of the same form and standard by the same submitter takes the place of the older one as a whole
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   pool
-- writes:  latest_cells
CREATE OR REPLACE TABLE latest_cells AS
WITH newest AS (
    SELECT *
    FROM pool
    QUALIFY sequence = max(sequence) OVER (PARTITION BY submitter_id, form_id, period, figure_status, standard_id)
),
latest AS (
    SELECT *
    FROM newest
    QUALIFY row_number() OVER (
        PARTITION BY period, figure_status, standard_id, territory_code, territory_valid_from, item_id
        ORDER BY sequence DESC, submission_id
    ) = 1
)
-- A blank in the newest answer is the answer: no older figure takes its place.
SELECT * FROM latest WHERE value IS NOT NULL;
