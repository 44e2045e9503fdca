"""The command line. A plain question is answered without the command group: it is what must start at once."""
