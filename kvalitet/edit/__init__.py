"""Changes a record's text where a value stands, and leaves everything else in it as it was.

The places are the parser's own marks: no second YAML library reads or writes the file. What comes out is parsed
again, and must hold exactly what was asked for.
"""

from kvalitet.edit.apply import Drop, Edit, Put, applied, edited, outcome
from kvalitet.edit.compose import composed
from kvalitet.edit.normal import Normal, normal
from kvalitet.edit.respell import respelled

__all__ = ["Drop", "Edit", "Normal", "Put", "applied", "composed", "edited", "normal", "outcome", "respelled"]
