"""What faces the browser: identity, headers and the socket loop. No Ray here; cluster/gateway.py joins it."""
