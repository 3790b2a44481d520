-- purpose: the public table `indicators`: the columns of the contract, in its order
-- grain:   indicator_id, area, period, figure_status, standard_id
-- reads:   as_reported
-- writes:  public_indicators
CREATE OR REPLACE TABLE public_indicators AS
SELECT
    indicator_id, territory_code, territory_valid_from, territory_name, level, map_date, period, figure_status,
    standard_id, numerator, denominator, actual, measure_unit, coverage_territories_pct, coverage_households_pct,
    known_at
FROM as_reported
ORDER BY indicator_id, period, figure_status, standard_id, level, territory_code, territory_valid_from;
