-- purpose: the figures that count: as reported, or as corrected where a correction holds; facts stay as they are. A
--          corrected figure is known from the day of the decision
-- grain:   period, figure_status, standard_id, territory, item_id
-- reads:   reported_facts, correction_states
-- writes:  current_facts
CREATE OR REPLACE TABLE current_facts AS
SELECT
    r.period,
    r.figure_status,
    r.standard_id,
    r.territory_code,
    r.territory_valid_from,
    r.item_id,
    r.submission_id,
    CASE WHEN s.correction_id IS NULL THEN r.known_at ELSE greatest(r.known_at, s.decided_on) END AS known_at,
    CASE WHEN s.correction_id IS NULL THEN r.contribution ELSE s.corrected_value END AS contribution,
    coalesce(s.correction_id, '') AS correction_id
FROM reported_facts AS r
LEFT JOIN correction_states AS s
    ON s.state = 'applied' AND s.period = r.period AND s.figure_status = r.figure_status
    AND s.standard_id = r.standard_id AND s.territory_code = r.territory_code
    AND s.territory_valid_from = r.territory_valid_from AND s.item_id = r.item_id;
