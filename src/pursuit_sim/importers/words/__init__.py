"""What words, times and cells of result sheets mean, in many languages."""
