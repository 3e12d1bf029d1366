"""Arithmetic of the plan's figures. Pure: numbers in, numbers and words out.

Sources in brackets, such as (measures, A4) or (domain, 5.5), are paragraphs of the notes
MEASURES.md and DOMAIN.md that the project shares with its tests; they name what was published.
"""
