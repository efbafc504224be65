"""Facts: what each report is made of, gathered from an assessment. One file a report.

A report's module holds `REPORT` (a `Report`) and `gather(assessment, scope)`, which returns its
`Facts`; and, where there is not just one a year about everything, `occasions(assessment, year)`,
which returns the scopes of those that there are. Its file name, with hyphens, is its name on the
command line and that of its template. Modules whose names begin with an underscore are shared by
reports.
"""
