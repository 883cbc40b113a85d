"""How fast and how small, next to the least that any program must do: `python tests/benchmarks` measures and tells."""
