-- purpose: every territory that owes an indicator, with what it reported or what is last known of its size
-- grain:   indicator_id, period, figure_status, standard_id, territory that owes it
-- reads:   units, unit_parts, household_weights, statuses
-- writes:  unit_states
CREATE OR REPLACE TABLE unit_states AS
WITH reported_statuses AS (
    SELECT DISTINCT indicator_id, period, figure_status, standard_id FROM unit_parts
),
known_size AS (
    SELECT
        u.indicator_id, u.period, u.standard_id, u.territory_code, u.territory_valid_from,
        arg_max(
            p.denominator,
            (last_month(p.period), s.rank, p.standard_id = u.standard_id, -length(p.period), p.standard_id, p.period)
        ) AS denominator
    FROM units AS u
    JOIN unit_parts AS p
        ON p.indicator_id = u.indicator_id AND last_month(p.period) < last_month(u.period)
        AND p.territory_code = u.territory_code AND p.territory_valid_from = u.territory_valid_from
    JOIN statuses AS s USING (figure_status)
    GROUP BY ALL
)
SELECT
    u.indicator_id,
    u.period,
    r.figure_status,
    u.standard_id,
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
JOIN reported_statuses AS r USING (indicator_id, period, standard_id)
LEFT JOIN unit_parts AS p
    ON p.indicator_id = u.indicator_id AND p.period = u.period AND p.figure_status = r.figure_status
    AND p.standard_id = u.standard_id
    AND p.territory_code = u.territory_code AND p.territory_valid_from = u.territory_valid_from
LEFT JOIN household_weights AS h
    ON h.period = u.period AND h.territory_code = u.territory_code
    AND h.territory_valid_from = u.territory_valid_from
LEFT JOIN known_size AS k
    ON k.indicator_id = u.indicator_id AND k.period = u.period AND k.standard_id = u.standard_id
    AND k.territory_code = u.territory_code AND k.territory_valid_from = u.territory_valid_from;
