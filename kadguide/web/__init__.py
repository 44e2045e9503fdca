"""The app in a browser, on this machine only. Everything beside ``driver`` needs the extra ``web``."""
