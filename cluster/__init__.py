"""The only seam to Ray: everything left of this folder runs, and is tested, without it."""
