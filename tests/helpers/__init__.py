"""What several tests share: races built by hand, pictures read, a window driven."""
