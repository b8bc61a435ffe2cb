"""Performance (绩效): what goal tables and self-evaluations say of weights, scores and money spent."""
