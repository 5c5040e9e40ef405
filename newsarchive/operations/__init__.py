"""Operations: what an operator needs to know, and how he is told."""
