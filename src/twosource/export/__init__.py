"""A ledger comes in; the forms that other programs read go out, one file a format."""
