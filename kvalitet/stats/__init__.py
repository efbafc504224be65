"""Chance or pattern: run charts and control charts over a series of numbers.

Numbers in, numbers out: nothing here knows of records, dates or drawing. `choose` names the chart
that suits a series, `charts` computes it, `chart` holds what came of it.

One set of rules for signals: the two run rules of Anhøj and a point outside three sigma. More sets
at once multiply the false alarms.

Tools for these charts differ. What is decided here:

* **Moving range**: all ranges count. Nelson's screening (ranges of 3.267 times their mean or more
  are left out, once) is asked for with `screened=True`.
* **d2** for two points is 1.128, as in the printed tables (2/sqrt(pi) = 1.12838 with more digits),
  so three sigma are 3/1.128 mean ranges, where some use 2.66.
* **Laney's sigma z under 1** is not floored: limits narrow when the series varies less than its
  distribution says. `choose` never picks a prime chart for such a series.
* **g chart**: limits come from the mean, the line drawn is the median, for a skew distribution has
  far more than half of its points under its mean.
* **Centre of c, u and p** is the sum of counts over the sum of denominators, not a mean of ratios.
* **Rounding** in the run rule is half to even; log2 of a whole number never ends in exactly .5.
* **A point on the centre line** neither extends nor ends a run and is left out of the number of
  useful points. On the line means within a billionth of the largest value of the phase.
* **Runs are counted over the whole phase**, also when the lines are frozen on its first points.
* **Under ten useful points** no run signal is given, nor where no baseline point lies over the line
  or none under it, nor on the MR chart, whose neighbours share a point. The counts are there.
* **A phase** begins at each break, whether something was changed or the definition was; its lines
  rest on it alone. Lines can be frozen in the first phase only.
* **A gap** (None) is never zero: it is no point, gives no moving range on either side, and leaves
  runs as they are.
* **An excluded point** is plotted and held against the limits, but moves no line and counts in no
  run; the moving range is taken from the point before it to the point after. It has no moving
  range of its own on the MR chart.
* **Limits without width** (a baseline in which all points are alike) are no limits: None.
* **Fewer than two points** in a baseline: no lines and no signals. Wrong input is a ValueError
  that names the point. No result is ever NaN.
"""
