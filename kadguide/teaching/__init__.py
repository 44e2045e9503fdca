"""Classes: what the marks of a class say about its test, its items and what was learned."""
