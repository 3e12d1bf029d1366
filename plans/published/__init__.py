"""Files of published statistics, as the Department's Explore education statistics gives them out.

Pure: bytes in, rows and sentences out. `councils.csv` holds the councils' numbers and codes over
time, from the Office for National Statistics' codes of local authorities and the Department's
numbers; `neighbours.csv` the Department's statistical neighbours of 2025, the closest first. Both
are published under the Open Government Licence v3.0.
"""
