"""Starts pandoc, which comes as a Python package with its binary. pypandoc stops here."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kvalitet.errors import KvalitetError
from kvalitet.render.joined import joined

# what the templates use and the escaping knows; raw HTML and everything else that runs or embeds is left out
READS = (
    "markdown_strict-raw_html-shortcut_reference_links-spaced_reference_links"
    "+all_symbols_escapable+auto_identifiers+backtick_code_blocks+blank_before_blockquote+blank_before_header"
    "+escaped_line_breaks+intraword_underscores+pipe_tables+space_in_atx_header+startnum+table_captions"
)
_SECONDS = 120


def converted(markdown: str, options: Sequence[str]) -> bytes:
    """What pandoc makes of Markdown, its spaces joined. Raises KvalitetError where pandoc is missing."""
    command = [program(), "--from", READS, "--sandbox", "--wrap=none", "--columns=100000", "--quiet", *options]
    environment = {"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0", "HOME": os.devnull}
    result = subprocess.run(  # a fault in pandoc is a fault in the tool: the exception tells
        command, input=joined(markdown).encode(), capture_output=True, check=True, timeout=_SECONDS, env=environment
    )
    return result.stdout


def program() -> str:
    """The path of pandoc. Raises KvalitetError where it is missing."""
    missing = KvalitetError("pandoc saknas, och formatet behöver det. Skriv: pip install 'kvalitet[dokument]'")
    try:
        import pypandoc

        found = pypandoc.get_pandoc_path()
    except (ImportError, OSError) as error:
        raise missing from error
    if not Path(found).is_file():
        raise missing
    return str(found)
