"""Documents as Markdown: readable as it is, and by pandoc. The figures lie in a comment at the end.

A chart is told in words; its numbers stand in the table after it.
"""

from kvalitet.model.document import Document
from kvalitet.render.diagrams import in_words
from kvalitet.render.embedded import figures_json
from kvalitet.render.escape import escaped


def write(document: Document) -> bytes:
    """The title, the particulars, the text and the figures, as UTF-8."""
    rows = "\n".join(f"- **{label}:** {escaped(text)}" for label, text in document.metadata.rows)
    text = in_words(document.markdown, document.diagrams.values())
    figures = f"<!-- kvalitet-siffror\n{figures_json(document)}\n-->"
    return f"# {escaped(document.title)}\n\n{rows}\n\n{text}\n{figures}\n".encode()
