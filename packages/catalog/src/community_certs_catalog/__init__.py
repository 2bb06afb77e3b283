"""A release of the catalogue, for the library community_certs; there is nothing here to call.

``release/`` holds the compiled files and ``manifest.json``. ``load_catalog()`` finds
them by itself, without importing this package.
"""
