"""Sums (合计): parts against their total."""
