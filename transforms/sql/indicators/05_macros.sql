-- purpose: a ratio of whole numbers rounded half up (away from zero), exact at any size: n / d in units of 1 / scale
-- grain:   scalar
-- reads:   nothing
-- writes:  macro rounded_ratio
CREATE OR REPLACE MACRO rounded_ratio(n, d, scale) AS (
    CASE WHEN d IS NULL OR n IS NULL OR d = 0 THEN NULL ELSE
        CAST(
            sign(CAST(n AS HUGEINT))
            * ((abs(CAST(n AS HUGEINT)) * 2 * scale + CAST(d AS HUGEINT)) // (2 * CAST(d AS HUGEINT)))
            * (10000 // scale)
        AS DECIMAL(26, 0)) * CAST(0.0001 AS DECIMAL(5, 4))
    END
);
