"""Tables, engine, named queries and migrations."""
