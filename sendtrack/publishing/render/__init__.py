"""HTML in, PDF/UA-1 bytes out.

The drawing happens in a child process (`python -m sendtrack.publishing.render`), never in
the process that asks for it. Importing this package costs nothing: WeasyPrint, pango and
pikepdf are loaded by the child alone. See `pdf.render_pdf`.
"""

from .pdf import (
    RendererMissingError,
    RenderError,
    RenderFailedError,
    RenderRefusedError,
    render_pdf,
)

__all__ = [
    "RenderError",
    "RenderFailedError",
    "RenderRefusedError",
    "RendererMissingError",
    "render_pdf",
]
