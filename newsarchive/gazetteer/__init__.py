"""Places, police units, ranks and topics: data with source and licence, and the loader."""
