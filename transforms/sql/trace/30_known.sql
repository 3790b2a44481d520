-- purpose: what can be asked for: periods of the indicator in the area, else the indicators of the area, else all
-- grain:   one text a row
-- reads:   as_reported; parameters $indicator_id, $area_code
-- writes:  nothing
WITH ranked AS (
    SELECT DISTINCT
        CASE
            WHEN indicator_id = $indicator_id AND territory_code = $area_code THEN 1
            WHEN territory_code = $area_code THEN 2
            ELSE 3
        END AS nearness,
        CASE
            WHEN indicator_id = $indicator_id AND territory_code = $area_code THEN period || ' ' || figure_status
            ELSE indicator_id
        END AS known
    FROM as_reported
)
SELECT known FROM ranked WHERE nearness = (SELECT min(nearness) FROM ranked) ORDER BY known;
