"""Arithmetic of the plan's figures. Pure: numbers in, numbers and words out."""
