"""Badge payloads: minting, reading, telling a misread from a stranger."""
