-- purpose: the last known number of households of every territory, as the weight of its report
-- grain:   period, territory
-- reads:   period_facts, statuses, units
-- writes:  household_weights
CREATE OR REPLACE TABLE household_weights AS
SELECT
    u.period,
    u.territory_code,
    u.territory_valid_from,
    -- Two standards or two periods that end together may give two sizes; which one is taken is always the same.
    arg_max(
        c.contribution, (last_month(c.period), s.rank, -length(c.period), c.standard_id, c.period)
    ) AS households
FROM (SELECT DISTINCT period, territory_code, territory_valid_from FROM units) AS u
JOIN period_facts AS c
    ON c.territory_code = u.territory_code AND c.territory_valid_from = u.territory_valid_from
    AND c.item_id = 'resident_households' AND c.contribution > 0
    AND last_month(c.period) <= last_month(u.period)
JOIN statuses AS s USING (figure_status)
GROUP BY u.period, u.territory_code, u.territory_valid_from;
