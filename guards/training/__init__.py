"""What the prompt guard learns from: examples written for it, and the program that makes guards/learned.json
of them (`make build` runs it). Nothing here runs in a server."""
