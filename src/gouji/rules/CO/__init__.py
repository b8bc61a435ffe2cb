"""Completion (完成预算): an account against its budget."""
