-- purpose: rates and counts of the period itself, with the bounds that missing territories leave open
-- grain:   indicator_id, as_of, area, period, figure_status, standard_id
-- reads:   paired
-- writes:  levels
CREATE OR REPLACE TABLE levels AS
SELECT
    *,
    CASE kind WHEN 'rate' THEN rounded_ratio(100 * n1, d1, scale) ELSE numerator END AS actual,
    CASE kind WHEN 'rate' THEN rounded_ratio(100 * n1, d1 + gap, scale) ELSE numerator END AS actual_low,
    CASE
        WHEN kind = 'rate' THEN rounded_ratio(100 * (n1 + gap), d1 + gap, scale)
        WHEN is_complete THEN numerator
        -- A count that is a part of a known whole grows by no more than what is missing of that whole.
        ELSE numerator + missing_denominator
    END AS actual_high,
    CASE kind WHEN 'rate' THEN rounded_ratio(100 * n0, d0, scale) ELSE base_numerator END AS baseline
FROM paired
WHERE kind IN ('rate', 'count');
