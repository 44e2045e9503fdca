"""The instructor's live screen: where to come in, exams, and how each trainee gets on."""
