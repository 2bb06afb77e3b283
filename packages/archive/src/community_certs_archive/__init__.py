"""Past releases of the catalogue, for the library community_certs; there is nothing here to call.

``releases/`` holds them as ``<version>.zip``. ``community_certs.load_catalog(release=…)`` finds them
by itself, without importing this package.
"""
