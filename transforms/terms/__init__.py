"""The words of the house as frozen values: territory, period, form, indicator, plan."""
