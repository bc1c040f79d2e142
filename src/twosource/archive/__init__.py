"""A folder of reports too many for one machine comes in; tables of what is known go out, as folders of Parquet files.

The same functions and the same SQL as for a handful of reports; no table is ever brought into this process.
"""

from twosource.archive.line import annotate_archive, group_archive, read_archive, trace_archive

__all__ = ["annotate_archive", "group_archive", "read_archive", "trace_archive"]
