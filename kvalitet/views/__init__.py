"""Views: the fields of a kind that code uses, read-only and typed.

A view declares what it reads; a test holds each declaration against the schema.
"""
