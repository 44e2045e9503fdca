"""kadguide: an offline terminal tutor for Indonesian regional cooperation (kerja sama daerah)."""

__version__ = "0.1.0"
