"""Documents: facts through a template to Markdown, and from there to a format. One file a format."""
