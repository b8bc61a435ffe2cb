"""The made-up district (虚构示例): consistent years of made-up departments, printed in official forms, with known truth."""
