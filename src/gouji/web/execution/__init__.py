"""The budget as it is being carried out: loads of execution data, thresholds, alerts (预警) and what became of them."""
