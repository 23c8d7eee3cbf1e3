"""Generated code that means harm, run in the real frame against a server that counts what arrives."""
