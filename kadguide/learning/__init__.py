"""Quizzes that teach: grading, practice, the path to competence, spaced review."""
