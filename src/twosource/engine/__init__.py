"""A function or a SQL stage and a table come in; a table goes out. Engines know nothing of news."""
