"""What is taught: the model, the reader, the editorial rules and the compiled snapshot."""
