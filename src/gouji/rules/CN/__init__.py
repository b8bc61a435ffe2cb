"""Rules of counted things (个数): projects, grades, problems, vehicles."""
