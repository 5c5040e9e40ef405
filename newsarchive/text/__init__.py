"""Pure functions on text: the language of the news."""
