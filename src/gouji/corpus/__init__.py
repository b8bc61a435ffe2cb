"""Many documents at once: the process pool, and the runs over real documents."""
