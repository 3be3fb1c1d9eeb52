"""The languages that Selon reads, listed by hand."""

KNOWN = ("en", "fr")
