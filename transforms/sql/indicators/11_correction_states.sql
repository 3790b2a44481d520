-- purpose: whether each correction holds: `applied` while the fact says what its guard says; `stale` where the source
--          says something else by now; `no_fact` where nothing is reported
-- grain:   correction_id
-- reads:   corrections, reported_facts
-- writes:  correction_states
CREATE OR REPLACE TABLE correction_states AS
SELECT
    c.correction_id,
    c.period,
    c.figure_status,
    c.standard_id,
    c.territory_code,
    c.territory_valid_from,
    c.item_id,
    c.corrected_value,
    c.decided_on,
    r.submission_id,
    r.value AS present_value,
    r.value_state AS present_state,
    CASE
        WHEN r.value_state IS NULL THEN 'no_fact'
        WHEN c.found_state = '' AND r.value = c.found_value THEN 'applied'
        WHEN c.found_state = r.value_state THEN 'applied'
        ELSE 'stale'
    END AS state
FROM corrections AS c
LEFT JOIN reported_facts AS r
    USING (period, figure_status, standard_id, territory_code, territory_valid_from, item_id)
ORDER BY c.correction_id;
