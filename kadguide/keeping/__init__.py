"""What a user keeps: marked entries, notes, answers said to be wrong, and questions that found no answer."""
