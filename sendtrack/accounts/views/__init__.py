"""Signing in, one's own account, and the links that come by email."""
