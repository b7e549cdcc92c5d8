// What the parts of the simulated disk know of each other. None calls a function that it stands before: the system is called
// by number.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CSimulatedDisk.h"

enum { path_at_most = 4096 };

/// A write or truncation that is not synced.
struct note {
  struct note *next;
  int64_t offset;  // -1: a truncation to `count` bytes
  int64_t count;
  int64_t size_before;
  unsigned char bytes[];
};

/// A file, directory or symbolic link, whatever its names.
struct node {
  struct node *next;  // of the disk
  struct disk *disk;
  ino_t inode;  // 0: gone, and its number may be another's
  mode_t mode;
  bool is_passing;  // nothing of it is kept
  int references;   // names on the disk, changes of names, descriptors
  char *path;       // where it is, below the disk
  char *target;     // of a link
  unsigned char *image;  // what is on the disk
  int64_t size, room;
  int64_t noted;  // bytes in notes
  struct note *first, **last;
};

struct name {
  char *path;
  struct node *node;
};

/// Names, sorted by path.
struct names {
  struct name *all;
  size_t count, room;
};

/// A change of a name that is not synced.
struct change {
  char *path;
  char *from;         // of a rename
  struct node *node;  // null: the name is gone
};

struct fault {
  struct fault *next;
  char *folder;  // below the disk
  enum glosa_disk_fault kind;
  int64_t after;
};

struct disk {
  struct disk *next;  // in its bucket
  char *path;
  size_t length;
  uint32_t flags;
  pthread_mutex_t lock;
  struct node *nodes;
  struct names names;  // as they are on the disk
  struct change *changes;
  size_t change_count, change_room;
  struct fault *faults;
  int64_t done;
  int64_t memory;
};

/// Where a path of a call leads.
struct place {
  char buffer[path_at_most];
  const char *full;   // absolute; null where that is not known
  const char *below;  // below its disk
};

// Registry.c

/// True where any folder is watched.
bool is_watching(void);
/// The absolute path, without what it does not need; null where it is on no disk or too long.
const char *absolute(int folder, const char *path, char buffer[path_at_most]);
/// The disk of an absolute path, locked until `leave`; null where there is none.
struct disk *enter(const char *path);
/// The node of a descriptor, its disk locked until `leave`; null where there is none.
struct node *enter_descriptor(int descriptor);
void leave(struct disk *disk);
/// True where a descriptor may be one of a disk.
bool is_noted(int descriptor);
/// Sets the node of a descriptor; the disk is locked.
void set_descriptor(int descriptor, struct node *node);

// Notes.c: with the disk locked

struct node *find_node(struct disk *disk, ino_t inode);
/// The node of what is at a path; one that was not known is made, with what is in it as synced; null where nothing is there.
struct node *node_at(struct disk *disk, const char *path, bool is_new);
struct node *make_node(struct disk *disk, const char *path, const struct stat *status);
void release(struct node *node);
void resize(unsigned char **image, int64_t *size, int64_t *room, int64_t wanted);
void apply_note(unsigned char **image, int64_t *size, int64_t *room, const struct note *note, int64_t count);
void note_write(struct node *node, int64_t offset, int64_t count, int64_t size_before, const void *bytes);
void note_truncation(struct node *node, int64_t size);
void forget_notes(struct node *node);
/// What was written to a file is on the disk.
void sync_content(struct node *node);
/// What was written to the node is on the disk, and the names that go with it.
void sync_node(struct node *node);
/// What the node's next sync was for will never be on the disk.
void lose_writes(struct node *node);
/// Takes the content of the file at an absolute path as what is on the disk.
void read_image(struct node *node, const char *path);

// Names.c: with the disk locked

void set_name(struct names *names, const char *path, struct node *node);
void apply_change(struct names *names, const struct change *change);
void forget_names(struct names *names);
void note_change(struct disk *disk, const char *path, const char *from, struct node *node);
void sync_changes(struct disk *disk, size_t count);
/// The names in a directory, and no others, are on the disk.
void sync_changes_in(struct disk *disk, const char *folder);
/// True where both lie in the same directory.
bool is_same_folder(const char *path, const char *other);
bool is_below(const char *path, const char *folder);

// Faults.c: with the disk locked

enum effort { takes_room, makes_change, syncs, opens };
/// Why something fails now, 0 where it does not; then it is counted.
int obstacle(struct disk *disk, const char *path, enum effort effort);
/// As much of a write as a disk that becomes full takes; 0 where it takes nothing.
int64_t room_left(struct disk *disk, const char *path, int64_t offset, int64_t count);
/// True where a sync that fails loses what it was for.
bool has_io_error(const struct disk *disk, const char *path);

// For the calls

/// The disk of a call's path, locked; null where there is none.
static inline struct disk *enter_path(int folder, const char *path, struct place *place) {
  place->full = is_watching() ? absolute(folder, path, place->buffer) : nullptr;
  struct disk *disk = enter(place->full);
  place->below = disk == nullptr ? nullptr : place->full + disk->length;
  return disk;
}

/// The result of the system's call, which set `errno` where it failed; else that stays as it was before.
static inline int64_t finish(struct disk *disk, int64_t result, int before) {
  int reason = result < 0 ? errno : before;
  leave(disk);
  errno = reason;
  return result;
}

static inline int64_t refuse(struct disk *disk, int reason) {
  leave(disk);
  errno = reason;
  return -1;
}

static inline bool exists(const char *path, struct stat *status) {
  return syscall(SYS_newfstatat, AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW) == 0;
}

/// True for the index of a log of SQLite, which is never synced and made anew.
static inline bool is_passing(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}
