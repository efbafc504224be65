"""Governing documents and the requirements of the law: what holds, what is lacking, what could go."""
