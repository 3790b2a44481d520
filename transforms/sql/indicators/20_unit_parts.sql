-- purpose: numerator and denominator of every indicator where one territory gives all the items they need; a count needs
--          no denominator: the whole that it is a part of only bounds it
-- grain:   indicator_id, period, figure_status, standard_id, territory
-- reads:   period_facts, indicator_items, indicators
-- writes:  unit_parts
CREATE OR REPLACE TABLE unit_parts AS
SELECT
    i.indicator_id,
    c.period,
    c.figure_status,
    c.standard_id,
    c.territory_code,
    c.territory_valid_from,
    sum(c.contribution) FILTER (i.part = 'numerator') AS numerator,
    sum(c.contribution) FILTER (i.part = 'denominator') AS denominator,
    max(c.known_at) AS known_at,
    list_sort(list_distinct(flatten(list(c.submission_ids)))) AS submission_ids
FROM indicator_items AS i
JOIN indicators AS k USING (indicator_id)
JOIN period_facts AS c USING (item_id)
WHERE c.contribution IS NOT NULL
GROUP BY
    i.indicator_id, c.period, c.figure_status, c.standard_id, c.territory_code, c.territory_valid_from, k.items_needed
HAVING count(*) FILTER (i.part = 'numerator' OR k.kind IN ('rate', 'rate_drop')) = k.items_needed;
