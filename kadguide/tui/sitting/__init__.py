"""An exam on the screen, for one trainee."""
