-- purpose: drops on the year before, each rate on its own year's households, rounded once at the end;
--          nothing is subtracted across two poverty standards
-- grain:   indicator_id, area, period, figure_status
-- reads:   area_figures, base_figures, indicators, standards_by_period
-- writes:  drops
CREATE OR REPLACE TABLE drops AS
WITH paired AS (
    SELECT
        f.*,
        k.kind,
        k.scale,
        whole(f.numerator) AS n1,
        whole(f.denominator) AS d1,
        whole(f.missing_denominator) AS gap,
        CASE WHEN t.standard_id = y.standard_id THEN whole(b.numerator) END AS n0,
        CASE WHEN t.standard_id = y.standard_id THEN whole(b.denominator) END AS d0,
        CASE WHEN t.standard_id = y.standard_id THEN b.numerator END AS base_numerator,
        CASE WHEN t.standard_id = y.standard_id THEN b.denominator END AS base_denominator
    FROM area_figures AS f
    JOIN indicators AS k USING (indicator_id)
    LEFT JOIN base_figures AS b
        ON b.as_of = f.as_of AND b.area_code = f.area_code AND b.area_valid_from = f.area_valid_from
        AND b.indicator_id = f.indicator_id
    LEFT JOIN standards_by_period AS t ON t.period = f.period
    LEFT JOIN standards_by_period AS y ON y.period = b.period
    WHERE f.period = f.as_of AND k.kind IN ('rate_drop', 'count_drop')
)
SELECT
    * EXCLUDE (kind, scale, n1, d1, gap, n0, d0),
    CASE
        WHEN NOT is_complete THEN NULL
        WHEN kind = 'rate_drop' THEN rounded_ratio(100 * (n0 * d1 - n1 * d0), d0 * d1, scale)
        WHEN n0 IS NOT NULL THEN base_numerator - numerator
    END AS actual,
    CASE
        WHEN kind = 'rate_drop' THEN
            rounded_ratio(100 * (n0 * (d1 + gap) - (n1 + gap) * d0), d0 * (d1 + gap), scale)
        WHEN is_complete AND n0 IS NOT NULL THEN base_numerator - numerator
    END AS actual_low,
    CASE
        WHEN kind = 'rate_drop' THEN rounded_ratio(100 * (n0 * (d1 + gap) - n1 * d0), d0 * (d1 + gap), scale)
        WHEN n0 IS NOT NULL THEN base_numerator - numerator
    END AS actual_high,
    CASE
        WHEN kind = 'rate_drop' THEN rounded_ratio(100 * n0, d0, scale)
        WHEN n0 IS NOT NULL THEN base_numerator
    END AS baseline
FROM paired;
