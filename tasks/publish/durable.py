"""File operations that a power cut cannot leave half done: what is seen after one of them is all of it, on disk."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

READ_ONLY = 0o444
#: What file systems answer that cannot link: across devices, no links at all, too many, or forbidden.
NO_LINK = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES, errno.ENOSYS}


def sync_file(path: Path) -> None:
    _sync(path, os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Make the folder's entries lasting: a file that is on disk can still lack its name."""
    _sync(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def share(source: Path, target: Path) -> None:
    """Give an immutable file a second name; a copy where the file system cannot. Whoever wrote it has synced it."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINK:
            raise
        shutil.copyfile(source, target)
        seal(target)


def seal(path: Path) -> None:
    """Sync a finished file and take away the right to write to it."""
    path.chmod(READ_ONLY)
    sync_file(path)


def put_if_absent(path: Path, content: bytes) -> None:
    """Create a file whole, or not at all.

    Raises:
        FileExistsError: it is there already; it stays as it is.
    """
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    draft.write_bytes(content)
    seal(draft)
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in NO_LINK:
            raise
        with path.open("xb") as file:  # no links here: exclusive creation, and the content is a moment later
            file.write(content)
        seal(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def put(path: Path, content: bytes) -> None:
    """Write a file whole, in place of the one that is there."""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(content)
    sync_file(draft)
    swap(draft, path)


def swap(draft: Path, path: Path) -> None:
    """Put a finished and synced file (or link, or new folder) in the place of another, in one step."""
    draft.replace(path)
    sync_folder(path.parent)


def point(link: Path, target: str) -> None:
    """Make `link` a symbolic link to `target` (as seen from the link's folder), in one step."""
    draft = link.with_name(f".{link.name}.draft")
    draft.unlink(missing_ok=True)
    draft.symlink_to(target, target_is_directory=True)
    swap(draft, link)


def discard(folder: Path) -> None:
    """Remove a folder: first its name, so that no half of it is ever seen under it."""
    if not folder.exists():
        return
    gone = folder.with_name(f".{folder.name}.gone") if not folder.name.startswith(".") else folder
    if gone != folder:
        shutil.rmtree(gone, ignore_errors=True)
        folder.rename(gone)
    shutil.rmtree(gone)
