"""The use cases. Every transaction begins and ends here."""
