-- purpose: the territories whose reported lines make up the figures of a release: the parts of an area, the own lines that
--          stand for missing parts, and for a drop those of the year before
-- grain:   indicator_id, area, standard_id, period, territory
-- reads:   area_figures, base_figures, areas, innermost_lines, inner_areas, unit_states, indicators; parameters $period,
--          $figure_status and $codes, the areas asked for
-- writes:  nothing
WITH figures AS (
    SELECT indicator_id, standard_id, as_of, area_code, area_valid_from, period, figure_status, is_own_line
    FROM area_figures
    WHERE as_of = $period AND period = $period AND figure_status = $figure_status
        AND list_contains($codes, area_code)
    UNION ALL
    SELECT
        b.indicator_id, b.standard_id, b.as_of, b.area_code, b.area_valid_from, b.base_period AS period,
        b.figure_status, b.is_own_line
    FROM base_figures AS b
    JOIN indicators AS k USING (indicator_id)
    WHERE b.as_of = $period AND b.period = $period AND list_contains($codes, b.area_code)
        AND k.kind IN ('rate_drop', 'count_drop', 'relative_drop')
),
owning AS (
    SELECT *, area_code AS territory_code, area_valid_from AS territory_valid_from
    FROM figures
    WHERE is_own_line
),
inner_owning AS (
    SELECT f.*, l.area_code AS territory_code, l.area_valid_from AS territory_valid_from
    FROM figures AS f
    JOIN inner_areas AS n USING (as_of, area_code, area_valid_from, period)
    JOIN innermost_lines AS l
        ON l.area_code = n.inner_code AND l.area_valid_from = n.inner_valid_from AND l.period = f.period
        AND l.indicator_id = f.indicator_id AND l.figure_status = f.figure_status
        AND l.standard_id = f.standard_id
    WHERE NOT f.is_own_line
),
covered AS (
    SELECT
        o.indicator_id, o.standard_id, o.area_code, o.area_valid_from, o.period, o.figure_status,
        a.unit_code, a.unit_valid_from
    FROM inner_owning AS o
    JOIN areas AS a
        ON a.as_of = o.period AND a.period = o.period
        AND a.area_code = o.territory_code AND a.area_valid_from = o.territory_valid_from
),
parts AS (
    SELECT f.*, u.territory_code, u.territory_valid_from
    FROM figures AS f
    JOIN areas AS a USING (as_of, area_code, area_valid_from, period)
    JOIN unit_states AS u
        ON u.indicator_id = f.indicator_id AND u.period = f.period AND u.figure_status = f.figure_status
        AND u.standard_id = f.standard_id AND u.is_given
        AND u.territory_code = a.unit_code AND u.territory_valid_from = a.unit_valid_from
    ANTI JOIN covered AS c
        ON c.indicator_id = f.indicator_id AND c.standard_id = f.standard_id
        AND c.area_code = f.area_code AND c.area_valid_from = f.area_valid_from
        AND c.period = f.period AND c.figure_status = f.figure_status
        AND c.unit_code = u.territory_code AND c.unit_valid_from = u.territory_valid_from
    WHERE NOT f.is_own_line
)
SELECT DISTINCT
    indicator_id, area_code, standard_id, period, figure_status, territory_code, territory_valid_from
FROM (FROM parts UNION ALL BY NAME FROM owning UNION ALL BY NAME FROM inner_owning)
ORDER BY ALL;
