"""Files that are taken along: conversations and other documents, in formats that other programs read."""
