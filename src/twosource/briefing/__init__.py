"""A ledger comes in; what is worth saying goes out, in order, for the terminal, Markdown or a page."""
