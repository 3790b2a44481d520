-- purpose: every figure on the map on which it was reported: that of the last day of its period
-- grain:   indicator_id, area, period, figure_status, standard_id
-- reads:   indicator_values
-- writes:  as_reported
CREATE OR REPLACE VIEW as_reported AS
SELECT * EXCLUDE (as_of)
FROM indicator_values
WHERE as_of = period;
