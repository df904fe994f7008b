"""The only files a PDF may read: our own print stylesheet and the fonts of the two font packages."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings

SCHEME = "cxrolesprint"
STYLESHEET = f"{SCHEME}:print.css"
_FONTS = {
    "font_source_sans_pro": ("Regular", "It", "Semibold", "SemiboldIt", "Bold"),
    "font_source_serif_pro": ("Regular", "It", "Semibold"),
}
_FAMILIES = {"font_source_sans_pro": "SourceSansPro", "font_source_serif_pro": "SourceSerifPro"}


class RefusedAddressError(ValueError):
    """Raised for every address that is not one of the bundled files."""


@cache
def bundled_files() -> dict[str, Path]:
    """Address of each file a PDF may read, and where it lies."""
    found = {STYLESHEET: settings.BASE_DIR / "static" / "css" / "print.css"}
    for package, styles in _FONTS.items():
        for style in styles:
            name = f"{_FAMILIES[package]}-{style}.otf"
            found[f"{SCHEME}:fonts/{name}"] = Path(str(files(package).joinpath("files", name)))
    return found


def bundled_path(url: str) -> Path:
    """Where the file of exactly that address lies. Raises RefusedAddressError for anything else."""
    path = bundled_files().get(url)
    if path is None:
        raise RefusedAddressError(f"Not a file of the project: {url[:200]}")
    return path


def bundled_fetcher() -> Any:
    """A WeasyPrint fetcher that knows the bundled files and no way to anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class BundledFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = bundled_path(url)
            mime = "text/css" if path.suffix == ".css" else "font/otf"
            return URLFetcherResponse(url, body=path.read_bytes(), headers={"Content-Type": mime})

        def open(self, url: Any, data: Any = None, timeout: Any = None) -> Any:
            return self.fetch(getattr(url, "full_url", url))

    return BundledFetcher(allowed_protocols=(SCHEME,), allow_redirects=False)
