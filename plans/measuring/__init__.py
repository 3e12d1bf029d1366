"""What a measure can be: its words, its calendar, and the library that one starts from."""
