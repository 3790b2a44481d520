-- purpose: the last month of a period as a number that grows with time: 2023 < 2024-Q1 < 2024-H1 < 2024
-- grain:   scalar
-- reads:   nothing
-- writes:  macro last_month
CREATE OR REPLACE MACRO last_month(period) AS (
    12 * CAST(period[1:4] AS INTEGER) + CASE period[6:6]
        WHEN 'H' THEN 6 * CAST(period[7:] AS INTEGER)
        WHEN 'Q' THEN 3 * CAST(period[7:] AS INTEGER)
        WHEN 'M' THEN CAST(period[7:] AS INTEGER)
        ELSE 12
    END
);
