"""Past releases of the catalogue, for the library community_certs; there is nothing here to call.

``releases/`` holds them as ``<version>.zip``. ``load_catalog(release=…)`` finds them
by itself, without importing this package.
"""
