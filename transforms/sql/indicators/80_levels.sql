-- purpose: rates and counts of the period itself, with the bounds that missing territories leave open
-- grain:   indicator_id, area, period, figure_status
-- reads:   area_figures, base_figures, indicators, standards_by_period
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
    -- The year before is a base only under the same poverty standard.
    CASE
        WHEN t.standard_id IS DISTINCT FROM y.standard_id THEN NULL
        WHEN k.kind = 'rate' THEN rounded_ratio(100 * whole(b.numerator), whole(b.denominator), k.scale)
        ELSE b.numerator
    END AS baseline,
    CASE WHEN t.standard_id IS NOT DISTINCT FROM y.standard_id THEN b.numerator END AS base_numerator,
    CASE WHEN t.standard_id IS NOT DISTINCT FROM y.standard_id THEN b.denominator END AS base_denominator
FROM area_figures AS f
JOIN indicators AS k USING (indicator_id)
LEFT JOIN base_figures AS b
    ON b.as_of = f.as_of AND b.area_code = f.area_code AND b.area_valid_from = f.area_valid_from
    AND b.indicator_id = f.indicator_id
LEFT JOIN standards_by_period AS t ON t.period = f.period
LEFT JOIN standards_by_period AS y ON y.period = b.period
WHERE f.period = f.as_of AND k.kind IN ('rate', 'count');
