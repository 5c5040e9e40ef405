"""The relational archive; the only package that speaks SQL."""
