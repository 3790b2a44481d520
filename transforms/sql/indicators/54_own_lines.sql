-- purpose: the line that an area reports of itself, used only where some of its parts did not report and it holds more
--          than those that did: a total that merely adds up the reported parts says nothing about the others
-- grain:   area, period, indicator_id, figure_status, standard_id
-- reads:   area_parts, unit_parts
-- writes:  own_lines
CREATE OR REPLACE TABLE own_lines AS
SELECT
    a.area_code,
    a.area_valid_from,
    a.period,
    a.indicator_id,
    a.figure_status,
    a.standard_id,
    a.units_owed,
    a.units_given,
    a.units_of_unknown_size,
    a.missing_denominator,
    a.numerator AS parts_numerator,
    a.denominator AS parts_denominator,
    o.numerator,
    o.denominator,
    o.known_at,
    o.submission_ids
FROM area_parts AS a
JOIN unit_parts AS o
    ON o.indicator_id = a.indicator_id AND o.period = a.period AND o.figure_status = a.figure_status
    AND o.standard_id = a.standard_id
    AND o.territory_code = a.area_code AND o.territory_valid_from = a.area_valid_from
WHERE a.as_of = a.period AND a.units_given < a.units_owed
    AND (
        a.units_given = 0
        OR (o.numerator >= a.numerator AND coalesce(o.denominator > a.denominator, o.numerator > a.numerator))
    );
