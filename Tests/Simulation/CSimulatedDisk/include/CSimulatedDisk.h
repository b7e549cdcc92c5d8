#pragma once
#include <stdint.h>

/// A disk that can lose its power: beneath everything in this program that writes below a watched folder.
///
/// The program's own calls of the file system, and those of the libraries that it is linked to, SQLite among them, come
/// through here: the definitions of an executable go before those of libc. Each watched folder is a disk of its own. What is
/// written there is noted until it is synced; elsewhere nothing is changed.
///
/// The model, after ext4 with its usual order (Pillai and others, "All File Systems Are Not Created Equal", OSDI 2014):
///
/// - Of what was written to a file since it was last synced, the first part reaches the disk, and perhaps a piece of the next
///   write. A piece ends at a sector of 512 bytes; that of an append ends at any byte, with zeroes up to the new size where the
///   size came first. Truncations keep their place among the writes. Of a file that is never synced, the oldest is written
///   back after `GLOSA_DISK_UNSYNCED` bytes.
/// - New, changed and removed names reach the disk in their order: all of them when any directory is synced, those up to a
///   file's own when that file is. With `GLOSA_DISK_STRICT_NAMES` they do as POSIX has it, and no better: a sync of a directory
///   is for the names in it, one of a file for none.
///
/// Not modelled: what is written by `mmap` (of SQLite that is the index of its log, which is made anew) and by the streams of
/// `stdio`, which are as lost as a file never written, what other processes write, times, and the rename of a directory with
/// `GLOSA_DISK_STRICT_NAMES`. Permissions last at once. The calls are no cancellation points.
///
/// Any thread may call what is here. No call gives another result for the same calls before it, and the same seed.

enum {
  GLOSA_DISK_SECTOR = 512,
  GLOSA_DISK_UNSYNCED = 16 << 20,
};

/// How a disk keeps, and what it loses.
enum glosa_disk_flags {
  /// For `glosa_disk_watch`: names last as POSIX says.
  GLOSA_DISK_STRICT_NAMES = 1,
  /// For `glosa_disk_lose_power`: any of a file's writes may be lost, not only the last.
  GLOSA_DISK_ANY_ORDER = 2,
};

/// What a disk can do to a program.
enum glosa_disk_fault {
  /// What would take room fails with `ENOSPC`; the first write that does so in part.
  GLOSA_DISK_FULL = 1,
  /// What would change anything, and to open a file for writing, fails with `EROFS`.
  GLOSA_DISK_READ_ONLY = 2,
  /// What would change anything fails with `EIO` and leaves no trace: the program was killed before.
  GLOSA_DISK_STOPPED = 3,
  /// What would change anything fails with `EIO`. What a sync that fails was for never reaches the disk, as on Linux.
  GLOSA_DISK_IO_ERROR = 4,
};

/// Watches what is written below a folder, with everything that is there already as synced. The folder need not be there yet,
/// and lies in no other watched one.
void glosa_disk_watch(const char *folder, uint32_t flags);

/// Forgets a watched folder and what was noted of it. Files that are open there are as any others from now on.
void glosa_disk_forget(const char *folder);

/// Everything in a watched folder is on the disk as it is: it was put there by the host.
void glosa_disk_settle(const char *folder);

/// Makes in `copy`, which is not there yet, what is left of `folder` after a loss of power in this moment, as the seed has
/// it, and watches the copy. Gives how many writes and names were lost, or -1 where the copy could not be made.
int64_t glosa_disk_lose_power(const char *folder, const char *copy, uint64_t seed, uint32_t flags);

/// From now on, after so many more changes that it would hinder, the disk does that to everything in or below a folder.
void glosa_disk_fail(const char *folder, enum glosa_disk_fault fault, int64_t after);

/// The disk is as it should be in and below a folder.
void glosa_disk_heal(const char *folder);

/// How many changes were made on the disk that a folder is on: writes, truncations, syncs, names.
int64_t glosa_disk_changes(const char *folder);

/// Turns one bit of a file over, in it and on the disk. Gives the number of the bit; -1 where there is none.
int64_t glosa_disk_flip(const char *path, uint64_t seed);

/// How many bytes are kept in memory for the disk that a folder is on.
int64_t glosa_disk_memory(const char *folder);
