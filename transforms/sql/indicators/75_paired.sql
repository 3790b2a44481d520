-- purpose: the figures of each period beside those of the year before under the same poverty standard, in whole
--          numbers; where only another standard is known for that year, which one: nothing is compared across two
-- grain:   as_of, area, period, indicator_id, figure_status, standard_id
-- reads:   area_figures, views, base_figures, indicators
-- writes:  paired
CREATE OR REPLACE TABLE paired AS
WITH other AS (
    SELECT as_of, period, area_code, area_valid_from, indicator_id, max(standard_id) AS standard_id
    FROM base_figures
    GROUP BY ALL
)
SELECT
    f.*,
    k.kind,
    k.scale,
    whole(f.numerator) AS n1,
    whole(f.denominator) AS d1,
    whole(f.missing_denominator) AS gap,
    whole(b.numerator) AS n0,
    whole(b.denominator) AS d0,
    b.numerator AS base_numerator,
    b.denominator AS base_denominator,
    CASE WHEN b.standard_id IS NULL THEN coalesce(o.standard_id, '') ELSE '' END AS base_standard_id
FROM area_figures AS f
JOIN views AS v USING (as_of, period)
JOIN indicators AS k USING (indicator_id)
LEFT JOIN base_figures AS b USING (as_of, period, area_code, area_valid_from, indicator_id, standard_id)
LEFT JOIN other AS o USING (as_of, period, area_code, area_valid_from, indicator_id);
