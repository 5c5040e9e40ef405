"""Raw pages as WARC files."""
