"""Ways to a decision: from answers or a described case to what the material says about it, as plain data."""
