"""One screen a module; screens know neither each other nor the app."""
