-- purpose: the last known number of households of every territory, as the weight of its report
-- grain:   period, territory
-- reads:   current_facts, statuses, units
-- writes:  household_weights
CREATE OR REPLACE TABLE household_weights AS
SELECT
    u.period,
    u.territory_code,
    u.territory_valid_from,
    arg_max(c.contribution, (c.period, s.rank)) AS households
FROM (SELECT DISTINCT period, territory_code, territory_valid_from FROM units) AS u
JOIN current_facts AS c
    ON c.territory_code = u.territory_code AND c.territory_valid_from = u.territory_valid_from
    AND c.item_id = 'resident_households' AND c.period <= u.period AND c.contribution > 0
JOIN statuses AS s USING (figure_status)
GROUP BY u.period, u.territory_code, u.territory_valid_from;
