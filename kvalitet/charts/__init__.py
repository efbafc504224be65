"""Charts: from numbers to SVG, one file a chart.

Numbers in, a picture out: nothing here knows of records or of the clock. Each chart is a small
frozen dataclass and a function that draws it as a Diagram.

What holds for all of them:

* One width, and a height that follows from what is drawn. No text under 11 units: on an A4 page
  with a chart as wide as the text, 17 cm, that is 8.3 points.
* Colour is never the only carrier. Shapes, dashes and words say the same, so that a copy in grey
  says as much. Text has a contrast of 4.5:1 or more, what must be seen has 3:1 (WCAG 2.1, 1.4.3
  and 1.4.11).
* No style sheets and no classes that matter: several charts can stand in one page. Ids come from
  the chart's key, and differ when the keys do.
* Text that does not fit is wrapped, and cut with … only where there is no more room.
* A gap is a gap: never zero, never joined across.
* The same input gives the same bytes: coordinates have one decimal and nothing depends on order in
  memory.
"""
