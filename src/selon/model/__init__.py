"""The nouns of Selon: frozen, slotted dataclasses without input, output or language."""
