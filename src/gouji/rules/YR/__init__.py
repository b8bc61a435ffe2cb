"""Rules of years (年份): impossible, stale, and statements that compare with themselves."""
