"""WARC segments on disk: written, recovered, verified and read."""
