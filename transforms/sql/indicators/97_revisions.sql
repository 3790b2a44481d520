-- purpose: what became of a figure from one status to the next that is known: its size and where it comes from:
--          reports that came later, figures that were corrected, reports that were not confirmed; a share of
--          territories changes with the reports of the indicator that it judges, and its count is not theirs
-- grain:   indicator_id, area, period, standard_id, from_status
-- reads:   as_reported, statuses, indicators, areas, unit_states
-- writes:  revisions
CREATE OR REPLACE TABLE revisions AS
WITH paired_statuses AS (
    SELECT
        r.*,
        coalesce(k.predicate_indicator_id, r.indicator_id) AS counted_id,
        k.predicate_indicator_id IS NOT NULL AS is_share,
        lead(r.figure_status) OVER next AS to_status,
        lead(r.actual) OVER next AS actual_to,
        lead(r.numerator) OVER next AS numerator_to,
        lead(r.is_own_line) OVER next AS is_own_line_to
    FROM as_reported AS r
    JOIN statuses AS s USING (figure_status)
    JOIN indicators AS k USING (indicator_id)
    WINDOW next AS (
        PARTITION BY r.indicator_id, r.territory_code, r.territory_valid_from, r.period, r.standard_id
        ORDER BY s.rank
    )
),
by_units AS (
    SELECT
        a.area_code, a.area_valid_from, a.period, f.indicator_id, f.standard_id,
        f.figure_status AS from_status, t.figure_status AS to_status,
        count(*) FILTER (t.is_given AND NOT f.is_given) AS units_added,
        count(*) FILTER (f.is_given AND NOT t.is_given) AS units_dropped,
        count(*) FILTER (
            f.is_given AND t.is_given
            AND (f.numerator, f.denominator) IS DISTINCT FROM (t.numerator, t.denominator)
        ) AS units_corrected,
        coalesce(sum(t.numerator) FILTER (NOT f.is_given), 0) AS numerator_added,
        coalesce(sum(f.numerator) FILTER (NOT t.is_given), 0) AS numerator_dropped,
        coalesce(sum(t.numerator - f.numerator), 0) AS numerator_corrected
    FROM areas AS a
    JOIN unit_states AS f
        ON f.period = a.period AND f.territory_code = a.unit_code AND f.territory_valid_from = a.unit_valid_from
    JOIN unit_states AS t
        ON t.indicator_id = f.indicator_id AND t.period = f.period AND t.standard_id = f.standard_id
        AND t.territory_code = f.territory_code AND t.territory_valid_from = f.territory_valid_from
    WHERE a.as_of = a.period AND (f.is_given OR t.is_given)
    GROUP BY ALL
)
SELECT
    p.indicator_id,
    p.territory_code,
    p.territory_valid_from,
    p.territory_name,
    p.level,
    p.period,
    p.standard_id,
    p.figure_status AS from_status,
    p.to_status,
    p.actual AS actual_from,
    p.actual_to,
    p.actual_to - p.actual AS difference,
    p.measure_unit,
    p.numerator AS numerator_from,
    p.numerator_to,
    coalesce(u.units_added, 0) AS units_added,
    coalesce(u.units_corrected, 0) AS units_corrected,
    coalesce(u.units_dropped, 0) AS units_dropped,
    CASE WHEN NOT p.is_share THEN CAST(coalesce(u.numerator_added, 0) AS DECIMAL(18, 4)) END AS numerator_added,
    CASE WHEN NOT p.is_share THEN CAST(coalesce(u.numerator_corrected, 0) AS DECIMAL(18, 4)) END
        AS numerator_corrected,
    CASE WHEN NOT p.is_share THEN CAST(-coalesce(u.numerator_dropped, 0) AS DECIMAL(18, 4)) END AS numerator_dropped,
    CASE
        WHEN p.is_own_line OR p.is_own_line_to THEN 'total_line'
        -- Units do not explain the change: the line of a smaller area stood, or no longer stands, for some of them.
        WHEN NOT p.is_share AND p.numerator_to - p.numerator
            <> coalesce(u.numerator_added + u.numerator_corrected - u.numerator_dropped, 0) THEN 'total_line'
        WHEN u.units_dropped > 0 THEN 'withdrawn'
        WHEN u.units_added > 0 AND u.units_corrected > 0 THEN 'late_and_corrected'
        WHEN u.units_added > 0 THEN 'late_reports'
        WHEN u.units_corrected > 0 THEN 'corrected'
        ELSE 'base_year'
    END AS cause
FROM paired_statuses AS p
LEFT JOIN by_units AS u
    ON u.indicator_id = p.counted_id AND u.area_code = p.territory_code
    AND u.area_valid_from = p.territory_valid_from AND u.period = p.period AND u.standard_id = p.standard_id
    AND u.from_status = p.figure_status AND u.to_status = p.to_status
WHERE p.to_status IS NOT NULL
    AND (p.actual, p.numerator) IS DISTINCT FROM (p.actual_to, p.numerator_to)
ORDER BY ALL;
