"""The one way in which a workbook is written to a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.disk.scratch import scratch_beside

if TYPE_CHECKING:
    from xlsxwriter import Workbook


class _Packed(BytesIO):
    """Where a workbook is packed: not into a file, and open for as long as anything holds it. Of a ZIP that came to nothing, for
    the disk was full, Python would tell a second time, on the terminal, when it lets go of it after what it writes to."""

    def close(self) -> None:
        """Its memory goes with it."""


@contextmanager
def workbook_in(path: Path, *, row_by_row: bool = False) -> Iterator[Workbook]:
    """A workbook to be filled; it is written to `path` when the block ends, and not where the block raises.

    With `row_by_row` each row must be written after the one before, and finished rows wait in temporary files beside `path`
    (never in the system's folder for such files, where nobody would look for names): for tables that may not fit into memory.
    Otherwise nothing of it is anywhere else. Raises OSError where it can't be written.
    """
    import xlsxwriter

    packed = _Packed()
    options: dict[str, Any] = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        # Where a row has several lines, all of its cells begin at the top: those without a format too.
        "default_format_properties": {"valign": "top"},
    }
    # XlsxWriter leaves its temporary files behind if it fails: leaving this folder removes them.
    with scratch_beside(path) if row_by_row else nullcontext() as scratch:
        kept = {"in_memory": True} if scratch is None else {"constant_memory": True, "tmpdir": str(scratch)}
        book = xlsxwriter.Workbook(packed, options | kept)
        try:
            yield book
        except BaseException:
            with suppress(Exception):
                book.close()
            raise
        _close(book)
    path.write_bytes(packed.getbuffer())


def _close(book: Workbook) -> None:
    """Raises OSError where the temporary files can't be written; XlsxWriter has an error of its own for it."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        raise next((cause for cause in error.args if isinstance(cause, OSError)), OSError(str(error))) from error
