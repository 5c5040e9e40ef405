"""Many workers on many machines: Procrastinate's queue on the archive's PostgreSQL."""
