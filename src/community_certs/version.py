"""The version of the library (SemVer); catalogue and schema have versions of their own."""

__all__ = ["__version__"]

__version__ = "0.1.0"
