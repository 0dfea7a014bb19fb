"""A status report value, rendered as text, Markdown, JSON or HTML."""
