"""The rules: one file each, named by code and name, in a folder a family.

A rule's file says SEVERITY and BASIS (None for the register's own format); its docstring is its
manual page. Every public function in it is one of its checks, and what kind of check it is
stands in its signature:

    source(path, text)          on a file's text as it stands, comments and all; its findings tell places
    check(register)             structural: true whatever the day
    anything(register, today)   made true by time alone
    deadlines(register)         every date by which somebody must act
    anything(register, judged)  judges what all other rules have said, so it is run last

Keyword-only arguments are thresholds, which a register may set in `kvalitet.yaml`. A rule
without functions is one that the reader (KV0) or the schema (KV1) reports by its code.
"""
