"""Drawings of measures, as numbers that a template turns into SVG. Pure Python.

One drawing serves page and paper. It is drawn here and not by a library: none of those measured
gives a title, a description and no inline style, and most take a hundred times as long.
"""
