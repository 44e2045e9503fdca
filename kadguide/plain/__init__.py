"""The linear front end: everything that the screens do, line by line."""
