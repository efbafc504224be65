"""Facts: what each report is made of, gathered from an assessment. One file a report.

A report's module holds `REPORT` (a `Report`) and `gather(assessment, scope)`, which returns its
`Facts`; and, where there is not just one a year about everything, `occasions(assessment, year)`,
which returns the scopes of those that there are. Its file name, with hyphens, is its name on the
command line and that of its template. What reports share lies in the packages whose names begin with
an underscore, by what it is about.
"""
