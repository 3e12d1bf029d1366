"""The design system: how things look and are said. It knows nothing of plans, boards or reviews."""
