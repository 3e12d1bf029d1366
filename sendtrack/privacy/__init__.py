"""What must not come in unseen: a few children told in words, and numbers that name one child.

Arithmetic and patterns alone: no Django, no records. Whoever finds something tells where it stands
and never repeats it.
"""
