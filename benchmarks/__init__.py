"""Speed and memory beside their aims: ``python -m benchmarks``, never timed tests."""
