"""Figures as people write them in cells: numbers, periods, words for none. Knows no record."""
