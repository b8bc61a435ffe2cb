"""What users decide about findings: severities by rule and place, what is suppressed, what was known before.

Nothing is dropped by a decision: a finding that is not shown is counted as set aside, with its reason.
"""
