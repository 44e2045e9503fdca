"""Guided work: from answers or a case to advice and steps, by rules that are data."""
