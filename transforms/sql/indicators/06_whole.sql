-- purpose: a decimal with four places as a whole number of ten-thousandths, so that ratios stay exact
-- grain:   scalar
-- reads:   nothing
-- writes:  macro whole
CREATE OR REPLACE MACRO whole(amount) AS (CAST(amount * 10000 AS HUGEINT));
