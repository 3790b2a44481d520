-- purpose: the cells that a figure rests on: those of its parts, of the own lines that stand for missing parts,
--          and for a drop those of the year before; where a correction holds, its id and what was counted instead
-- grain:   period, item_id, territory
-- reads:   area_figures, base_figures, areas, innermost_lines, inner_areas, unit_states, indicators, indicator_items,
--          period_facts, current_facts, facts; parameters $indicator_id, $area_code, $period, $figure_status,
--          $standard_id
-- writes:  nothing
WITH figures AS (
    SELECT as_of, area_code, area_valid_from, period, figure_status, is_own_line
    FROM area_figures
    WHERE indicator_id = $indicator_id AND area_code = $area_code AND as_of = $period AND period = $period
        AND figure_status = $figure_status AND standard_id = $standard_id
    UNION ALL
    SELECT b.as_of, b.area_code, b.area_valid_from, b.base_period AS period, b.figure_status, b.is_own_line
    FROM base_figures AS b
    JOIN indicators AS k USING (indicator_id)
    WHERE b.indicator_id = $indicator_id AND b.area_code = $area_code AND b.as_of = $period AND b.period = $period
        AND b.standard_id = $standard_id AND k.kind IN ('rate_drop', 'count_drop', 'relative_drop')
),
owning AS (
    SELECT f.period, f.figure_status, f.area_code AS territory_code, f.area_valid_from AS territory_valid_from
    FROM figures AS f
    WHERE f.is_own_line
),
inner_owning AS (
    SELECT f.period, f.figure_status, l.area_code AS territory_code, l.area_valid_from AS territory_valid_from
    FROM figures AS f
    JOIN inner_areas AS n USING (as_of, area_code, area_valid_from, period)
    JOIN innermost_lines AS l
        ON l.area_code = n.inner_code AND l.area_valid_from = n.inner_valid_from AND l.period = f.period
        AND l.indicator_id = $indicator_id AND l.figure_status = f.figure_status AND l.standard_id = $standard_id
    WHERE NOT f.is_own_line
),
covered AS (
    SELECT o.period, o.figure_status, a.unit_code, a.unit_valid_from
    FROM inner_owning AS o
    JOIN areas AS a ON a.as_of = o.period AND a.period = o.period
        AND a.area_code = o.territory_code AND a.area_valid_from = o.territory_valid_from
),
parts AS (
    SELECT f.period, f.figure_status, u.territory_code, u.territory_valid_from
    FROM figures AS f
    JOIN areas AS a USING (as_of, area_code, area_valid_from, period)
    JOIN unit_states AS u ON u.indicator_id = $indicator_id AND u.period = f.period
        AND u.figure_status = f.figure_status AND u.standard_id = $standard_id AND u.is_given
        AND u.territory_code = a.unit_code AND u.territory_valid_from = a.unit_valid_from
    ANTI JOIN covered AS c ON c.period = f.period AND c.figure_status = f.figure_status
        AND c.unit_code = u.territory_code AND c.unit_valid_from = u.territory_valid_from
    WHERE NOT f.is_own_line
),
contributing AS (
    FROM parts UNION ALL BY NAME FROM owning UNION ALL BY NAME FROM inner_owning
),
sources AS (
    SELECT
        c.period, i.part, p.item_id, p.figure_status, p.territory_code, p.territory_valid_from,
        unnest(p.source_periods) AS source_period
    FROM contributing AS c
    JOIN indicator_items AS i ON i.indicator_id = $indicator_id
    JOIN period_facts AS p ON p.period = c.period AND p.figure_status = c.figure_status
        AND p.standard_id = $standard_id AND p.item_id = i.item_id
        AND p.territory_code = c.territory_code AND p.territory_valid_from = c.territory_valid_from
)
SELECT
    s.source_period AS period, s.part, s.item_id, s.territory_code, s.territory_valid_from,
    f.value, f.value_state, f.submission_id, f.sheet, f.cell, f.text_as_found,
    n.correction_id, CASE WHEN n.correction_id = '' THEN NULL ELSE n.contribution END AS corrected_value
FROM sources AS s
JOIN current_facts AS n ON n.period = s.source_period AND n.figure_status = s.figure_status
    AND n.standard_id = $standard_id AND n.item_id = s.item_id
    AND n.territory_code = s.territory_code AND n.territory_valid_from = s.territory_valid_from
JOIN facts AS f ON f.submission_id = n.submission_id AND f.period = n.period AND f.item_id = n.item_id
    AND f.standard_id = n.standard_id
    AND f.territory_code = n.territory_code AND f.territory_valid_from = n.territory_valid_from
ORDER BY s.period DESC, s.part DESC, s.item_id, s.territory_code, s.source_period, f.cell;
