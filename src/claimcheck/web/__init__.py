"""What is served to a browser: the archive's replay."""
