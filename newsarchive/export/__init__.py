"""Records for researchers: the published schema and its writers."""
