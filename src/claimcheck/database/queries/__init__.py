"""Every query has a name and one home: claims, sources, captures and evidence."""
