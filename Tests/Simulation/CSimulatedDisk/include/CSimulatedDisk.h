#pragma once
#include <stdint.h>

/// A disk that can lose its power: beneath everything in this program that writes below a watched folder.
///
/// The program's own calls of the file system, and those of the libraries that it is linked to, SQLite among them, come
/// through here: the definitions of an executable go before those of libc. Below a watched folder each write is noted until
/// its file is synced; elsewhere nothing is changed.
///
/// The model, after ext4 with its usual order (Pillai and others, "All File Systems Are Not Created Equal", OSDI 2014):
/// what was written since a file was last synced reaches the disk in part, the first of it and perhaps a piece of the next,
/// cut at a sector of 512 bytes; new names, renames and removals do so in their order, and those of a file at the latest
/// when it is synced, or any directory. What `mmap` writes is not noted: of SQLite that is the index of its log, which is
/// made anew.

/// What a disk can do to a program.
enum glosa_disk_fault {
  /// What would take room fails with `ENOSPC`.
  GLOSA_DISK_FULL = 1,
  /// What would change anything fails with `EROFS`.
  GLOSA_DISK_READ_ONLY = 2,
  /// What would change anything fails with `EIO` and leaves no trace: the program was killed before.
  GLOSA_DISK_STOPPED = 3,
};

/// Watches what is written below a folder, which is empty. Gives 0, or -1 where too many are watched.
int glosa_disk_watch(const char *root);

/// Forgets a watched folder and what was noted of it. No file below it may be open.
void glosa_disk_forget(const char *root);

/// Everything below a folder is on the disk as it is: it was put there by the host.
void glosa_disk_settle(const char *folder);

/// Makes in `copy`, which is not there yet, what is left of `folder` after a loss of power in this moment, as the seed has
/// it. Gives how many writes and names were lost, or -1 where the copy could not be made.
int64_t glosa_disk_lose_power(const char *folder, const char *copy, uint64_t seed);

/// From now on, after so many more changes, the disk does that to everything below a folder.
void glosa_disk_fail(const char *folder, int fault, int64_t after);

/// The disk below a folder is as it should be.
void glosa_disk_heal(const char *folder);

/// How many changes were made below a watched folder.
int64_t glosa_disk_changes(const char *root);
