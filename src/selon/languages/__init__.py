"""What each language knows, as data: one folder a language, the same files in each."""
