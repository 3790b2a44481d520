-- purpose: rates and counts of the period itself, with the bounds that missing territories leave open
-- grain:   indicator_id, area, period, figure_status
-- reads:   area_figures, base_figures, indicators
-- writes:  levels
CREATE OR REPLACE TABLE levels AS
SELECT
    f.*,
    CASE k.kind
        WHEN 'rate' THEN rounded_ratio(100 * whole(f.numerator), whole(f.denominator), k.scale)
        ELSE f.numerator
    END AS actual,
    CASE
        WHEN k.kind = 'rate' THEN
            rounded_ratio(100 * whole(f.numerator), whole(f.denominator + f.missing_denominator), k.scale)
        ELSE f.numerator
    END AS actual_low,
    CASE
        WHEN k.kind = 'rate' THEN
            rounded_ratio(
                100 * whole(f.numerator + f.missing_denominator),
                whole(f.denominator + f.missing_denominator), k.scale
            )
        WHEN f.is_complete THEN f.numerator
    END AS actual_high,
    CASE k.kind
        WHEN 'rate' THEN rounded_ratio(100 * whole(b.numerator), whole(b.denominator), k.scale)
        ELSE b.numerator
    END AS baseline,
    b.numerator AS base_numerator,
    b.denominator AS base_denominator
FROM area_figures AS f
JOIN indicators AS k USING (indicator_id)
LEFT JOIN base_figures AS b
    ON b.as_of = f.as_of AND b.area_code = f.area_code AND b.area_valid_from = f.area_valid_from
    AND b.indicator_id = f.indicator_id
WHERE f.period = f.as_of AND k.kind IN ('rate', 'count');
