"""A story's ledger comes in; what each view shows goes out as records, worked out, so that templates decide nothing."""
