"""Lists as spreadsheets, the plan above all: written, read and compared. Pure Python, without
Django.

Reading runs in a child process with limits (`plans.tracker.reading`), so nothing here may import
more than it needs.
"""
