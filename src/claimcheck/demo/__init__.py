"""The whole loop on a small sample site, served from this machine."""
