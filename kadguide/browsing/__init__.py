"""What a user reads besides answers: search, and other ways through the material, as plain data."""
