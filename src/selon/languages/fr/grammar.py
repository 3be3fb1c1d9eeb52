"""The few hooks of this language that data cannot say."""
