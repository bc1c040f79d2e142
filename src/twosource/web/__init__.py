"""A desk comes in; the pages by which an editor reads, checks and overrules it in a browser go out."""
