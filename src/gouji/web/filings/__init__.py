"""What was handed in, its stages, its checks, and what was decided about its findings."""
