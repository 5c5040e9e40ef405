"""A bundled sample newsroom and the tour through it."""
