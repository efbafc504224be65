"""Elements of Word's own, where python-docx has no name for them. python-docx stops here and in its neighbours."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


def element(tag: str, **attributes: str) -> "BaseOxmlElement":
    """An element in Word's namespace with attributes in it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def text_element(tag: str, text: str) -> "BaseOxmlElement":
    """An element with text, whose spaces are kept."""
    made = element(tag)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = text
    return made


def style_id(paragraph: "Paragraph") -> str:
    """The style a paragraph says it has, which may be in no style sheet; empty where it says none."""
    properties = paragraph._p.pPr  # noqa: SLF001  # the library looks the style up, and finds the default
    return str(properties.pStyle.val) if properties is not None and properties.pStyle is not None else ""
