"""The server of a class, for the room's own network. Needs the extra ``class``."""
