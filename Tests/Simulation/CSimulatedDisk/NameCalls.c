// The calls of the file system that change names, for everything in this program.
#include "disk.h"

#include <stdio.h>

int renameat2(int folder, const char *from, int to_folder, const char *to, unsigned flags) {
  char from_buffer[path_at_most];
  const char *from_full = is_watching() ? absolute(folder, from, from_buffer) : nullptr;
  if (from_full == nullptr) return (int)syscall(SYS_renameat2, folder, from, to_folder, to, flags);
  struct place place;
  struct disk *disk = enter_path(to_folder, to, &place);
  // What goes from disk to disk is gone on the one, and taken as it is on the other once it is opened there.
  if (disk == nullptr) disk = enter(from_full);
  if (disk == nullptr || place.full == nullptr) {
    if (disk != nullptr) leave(disk);
    return (int)syscall(SYS_renameat2, folder, from, to_folder, to, flags);
  }
  int before = errno;
  bool comes = is_below(place.full, disk->path), leaves = is_below(from_full, disk->path);
  const char *below = (comes ? place.full : from_full) + disk->length;
  int reason = obstacle(disk, below, makes_change);
  if (reason != 0) return (int)refuse(disk, reason);
  int result = (int)syscall(SYS_renameat2, folder, from, to_folder, to, flags);
  if (result == 0 && comes) {
    struct node *node = node_at(disk, below, false);
    if (node != nullptr && !node->is_passing) {
      note_change(disk, below, leaves ? from_full + disk->length : nullptr, node);
      free(node->path);
      node->path = strdup(below);
    }
  } else if (result == 0) {
    note_change(disk, below, nullptr, nullptr);
  }
  return (int)finish(disk, result, before);
}

int renameat(int folder, const char *from, int to_folder, const char *to) {
  return renameat2(folder, from, to_folder, to, 0);
}

int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int folder, const char *path, int flags) {
  struct place place;
  struct disk *disk = enter_path(folder, path, &place);
  if (disk == nullptr) return (int)syscall(SYS_unlinkat, folder, path, flags);
  const char *below = place.below;
  int before = errno;
  struct stat status;
  int reason = exists(place.full, &status) ? obstacle(disk, below, makes_change) : ENOENT;
  if (reason != 0) return (int)refuse(disk, reason);
  int result = (int)syscall(SYS_unlinkat, folder, path, flags);
  if (result == 0 && *below != 0 && !is_passing(below)) note_change(disk, below, nullptr, nullptr);
  return (int)finish(disk, result, before);
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int remove(const char *path) {
  int result = unlink(path);
  return result != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : result;
}

enum making { a_folder, a_link, a_symbolic_link };

static int make(enum making what, int folder, const char *path, const char *from, int from_folder, mode_t mode) {
  struct place place;
  struct disk *disk = enter_path(folder, path, &place);
  int before = errno;
  struct stat status;
  bool is_new = disk != nullptr && !exists(place.full, &status);
  int reason = is_new ? obstacle(disk, place.below, takes_room) : 0;
  if (reason != 0) return (int)refuse(disk, reason);
  int result = (int)(what == a_folder ? syscall(SYS_mkdirat, folder, path, mode)
    : what == a_link ? syscall(SYS_linkat, from_folder, from, folder, path, mode)
    : syscall(SYS_symlinkat, from, folder, path));
  if (disk == nullptr) return result;
  if (result == 0) {
    struct node *node = node_at(disk, place.below, what != a_link);
    if (node != nullptr && *place.below != 0) note_change(disk, place.below, nullptr, node);
  }
  return (int)finish(disk, result, before);
}

int mkdirat(int folder, const char *path, mode_t mode) { return make(a_folder, folder, path, nullptr, 0, mode); }
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int linkat(int from_folder, const char *from, int folder, const char *path, int flags) {
  return make(a_link, folder, path, from, from_folder, (mode_t)flags);
}

int link(const char *from, const char *path) { return linkat(AT_FDCWD, from, AT_FDCWD, path, 0); }

int symlinkat(const char *target, int folder, const char *path) {
  return make(a_symbolic_link, folder, path, target, 0, 0);
}

int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

// MARK: Permissions, which last at once

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
  struct place place;
  struct disk *disk = enter_path(folder, path, &place);
  int before = errno;
  // The system's own call has no flags.
  int result = flags != 0 ? (errno = EOPNOTSUPP, -1) : (int)syscall(SYS_fchmodat, folder, path, mode);
  if (disk == nullptr) return result;
  struct stat status;
  struct node *node = result == 0 && exists(place.full, &status) ? find_node(disk, status.st_ino) : nullptr;
  if (node != nullptr) node->mode = status.st_mode;
  return (int)finish(disk, result, before);
}

int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }

int fchmod(int descriptor, mode_t mode) {
  int result = (int)syscall(SYS_fchmod, descriptor, mode);
  struct node *node = result == 0 ? enter_descriptor(descriptor) : nullptr;
  if (node != nullptr) {
    node->mode = (node->mode & (mode_t)S_IFMT) | (mode & 07777);
    leave(node->disk);
  }
  return result;
}
