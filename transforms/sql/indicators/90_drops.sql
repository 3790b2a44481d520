-- purpose: drops on the year before, each rate on its own year's households, rounded once at the end; with the
--          bounds that missing territories leave open
-- grain:   indicator_id, as_of, area, period, figure_status, standard_id
-- reads:   paired
-- writes:  drops
CREATE OR REPLACE TABLE drops AS
SELECT
    *,
    CASE
        WHEN NOT is_complete THEN NULL
        WHEN kind = 'rate_drop' THEN rounded_ratio(100 * (n0 * d1 - n1 * d0), d0 * d1, scale)
        WHEN kind = 'relative_drop' THEN rounded_ratio(100 * (n0 - n1), n0, scale)
        ELSE base_numerator - numerator
    END AS actual,
    CASE kind
        WHEN 'rate_drop' THEN rounded_ratio(100 * (n0 * (d1 + gap) - (n1 + gap) * d0), d0 * (d1 + gap), scale)
        WHEN 'relative_drop' THEN rounded_ratio(100 * (n0 - n1 - gap), n0, scale)
        ELSE base_numerator - numerator - missing_denominator
    END AS actual_low,
    CASE kind
        WHEN 'rate_drop' THEN rounded_ratio(100 * (n0 * (d1 + gap) - n1 * d0), d0 * (d1 + gap), scale)
        WHEN 'relative_drop' THEN rounded_ratio(100 * (n0 - n1), n0, scale)
        ELSE base_numerator - numerator
    END AS actual_high,
    CASE kind WHEN 'rate_drop' THEN rounded_ratio(100 * n0, d0, scale) ELSE base_numerator END AS baseline
FROM paired
WHERE kind IN ('rate_drop', 'count_drop', 'relative_drop');
