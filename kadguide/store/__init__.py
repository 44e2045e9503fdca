"""The user's own file: an SQLite database in the folder of the user's data."""
