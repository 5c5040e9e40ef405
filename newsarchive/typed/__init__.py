"""What a person types of an article: dates, names and lines, read or refused."""
