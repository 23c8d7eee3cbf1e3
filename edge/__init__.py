"""What faces the browser: identity, headers and the socket loop. No Ray here; serve_app.py joins it."""
