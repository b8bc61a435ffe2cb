"""The year (年度日程): what papers are due from whom by when around the congress's meetings, what has come, and the folder for each meeting."""
