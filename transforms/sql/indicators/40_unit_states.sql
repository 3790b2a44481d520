-- purpose: every territory that owes an indicator, with what it reported or what is last known of its size
-- grain:   indicator_id, period, figure_status, territory that owes it
-- reads:   units, unit_parts, household_weights, statuses
-- writes:  unit_states
CREATE OR REPLACE TABLE unit_states AS
WITH reported_statuses AS (
    SELECT DISTINCT indicator_id, period, figure_status FROM unit_parts
),
known_size AS (
    SELECT
        u.indicator_id, u.period, u.territory_code, u.territory_valid_from,
        arg_max(p.denominator, (p.period, s.rank)) AS denominator
    FROM units AS u
    JOIN unit_parts AS p
        ON p.indicator_id = u.indicator_id AND p.period < u.period
        AND p.territory_code = u.territory_code AND p.territory_valid_from = u.territory_valid_from
    JOIN statuses AS s USING (figure_status)
    GROUP BY ALL
)
SELECT
    u.indicator_id,
    u.period,
    r.figure_status,
    u.territory_code,
    u.territory_valid_from,
    u.level,
    p.indicator_id IS NOT NULL AS is_given,
    p.numerator,
    p.denominator,
    p.known_at,
    p.submission_ids,
    h.households,
    k.denominator AS last_denominator
FROM units AS u
JOIN reported_statuses AS r USING (indicator_id, period)
LEFT JOIN unit_parts AS p
    ON p.indicator_id = u.indicator_id AND p.period = u.period AND p.figure_status = r.figure_status
    AND p.territory_code = u.territory_code AND p.territory_valid_from = u.territory_valid_from
LEFT JOIN household_weights AS h
    ON h.period = u.period AND h.territory_code = u.territory_code
    AND h.territory_valid_from = u.territory_valid_from
LEFT JOIN known_size AS k
    ON k.indicator_id = u.indicator_id AND k.period = u.period
    AND k.territory_code = u.territory_code AND k.territory_valid_from = u.territory_valid_from;
