-- purpose: a threshold of a rule, as the catalogue gives it
-- grain:   one number
-- reads:   rule_parameters
-- writes:  macro parameter
CREATE OR REPLACE MACRO parameter(of_rule, named) AS (
    SELECT any_value(p.value) FROM rule_parameters AS p WHERE p.rule_id = of_rule AND p.name = named
);
