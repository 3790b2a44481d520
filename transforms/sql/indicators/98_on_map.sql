-- purpose: every figure on the map of another day: full mergers added, rates recomputed, and what cannot be divided
--          marked, without a value; and what only some of the units of an area reported
-- grain:   indicator_id, area, period, figure_status, standard_id
-- reads:   indicator_values, not_carried, partly_owed; parameter: the day of the map, one of those that the warehouse
--          was built for
-- writes:  macro on_map
CREATE OR REPLACE MACRO on_map(day) AS TABLE
SELECT * EXCLUDE (as_of), 'whole' AS carry_state, CAST([] AS VARCHAR[]) AS divided_codes
FROM indicator_values
WHERE as_of = 'map ' || strftime(CAST(day AS DATE), '%Y-%m-%d')
UNION ALL BY NAME
SELECT * EXCLUDE (as_of), 'not_divisible' AS carry_state
FROM not_carried
WHERE as_of = 'map ' || strftime(CAST(day AS DATE), '%Y-%m-%d')
UNION ALL BY NAME
SELECT p.* EXCLUDE (as_of), 'partly_owed' AS carry_state, CAST([] AS VARCHAR[]) AS divided_codes
FROM partly_owed AS p
ANTI JOIN indicator_values AS v
    USING (indicator_id, as_of, territory_code, territory_valid_from, period, figure_status, standard_id)
ANTI JOIN not_carried AS n
    USING (indicator_id, as_of, territory_code, territory_valid_from, period, figure_status, standard_id)
WHERE p.as_of = 'map ' || strftime(CAST(day AS DATE), '%Y-%m-%d');
