-- purpose: the newest figure of every item, over tonight's submissions and the facts of earlier nights
-- grain:   period, figure_status, territory, item_id
-- reads:   pool
-- writes:  latest_cells
CREATE OR REPLACE TABLE latest_cells AS
SELECT *
FROM pool
WHERE value IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY period, figure_status, territory_code, territory_valid_from, item_id
    ORDER BY sequence DESC, submission_id
) = 1;
