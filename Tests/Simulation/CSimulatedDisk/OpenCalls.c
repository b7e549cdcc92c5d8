// The calls of the file system that open and close files, for everything in this program.
#include "disk.h"

#include <stdarg.h>

static int open_noted(int folder, const char *path, int flags, mode_t mode) {
  struct place place;
  struct disk *disk = enter_path(folder, path, &place);
  if (disk == nullptr) return (int)syscall(SYS_openat, folder, path, flags, mode);
  const char *below = place.below, *full = place.full;
  int before = errno;
  struct stat status;
  bool was_there = exists(full, &status);
  bool is_link = was_there && S_ISLNK(status.st_mode);
  bool writes = (flags & O_ACCMODE) != O_RDONLY;
  bool creates = (flags & O_CREAT) != 0 && !was_there;
  bool empties = writes && (flags & O_TRUNC) != 0 && was_there && status.st_size > 0 && (flags & O_EXCL) == 0;
  int reason = creates ? obstacle(disk, below, takes_room)
    : empties ? obstacle(disk, below, makes_change) : writes ? obstacle(disk, below, opens) : 0;
  if (reason != 0) return (int)refuse(disk, reason);
  int descriptor = (int)syscall(SYS_openat, folder, path, flags, mode);
  if (descriptor < 0 || syscall(SYS_fstat, descriptor, &status) != 0) return (int)finish(disk, descriptor, before);
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)) return (int)finish(disk, descriptor, before);
  bool is_nameless = (flags & O_TMPFILE) == O_TMPFILE;
  struct node *node = creates || is_nameless ? nullptr : find_node(disk, status.st_ino);
  // What a link leads to is known, or elsewhere.
  if (node == nullptr && is_link) return (int)finish(disk, descriptor, before);
  if (node == nullptr) {
    node = make_node(disk, below, &status);
    // What others made is taken as it is.
    if (!creates && !is_nameless && *below != 0) {
      read_image(node, full);
      if (!node->is_passing) set_name(&disk->names, below, node);
    }
  }
  node->references++;
  if (creates && !node->is_passing) note_change(disk, below, nullptr, node);
  if (empties) note_truncation(node, 0);
  set_descriptor(descriptor, node);
  release(node);
  return (int)finish(disk, descriptor, before);
}

#define MODE_OF(flags)                                                  \
  mode_t mode = 0;                                                      \
  if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
    va_list list;                                                       \
    va_start(list, flags);                                              \
    mode = va_arg(list, mode_t);                                        \
    va_end(list);                                                       \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags)
  return open_noted(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_OF(flags)
  return open_noted(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE_OF(flags)
  return open_noted(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...) {
  MODE_OF(flags)
  return open_noted(folder, path, flags, mode);
}

// Of programs that are compiled to be checked.
int __open_2(const char *path, int flags) { return open_noted(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_noted(AT_FDCWD, path, flags, 0); }

int creat(const char *path, mode_t mode) { return open_noted(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

// The descriptor is what another is, or is none any more.
static void follow(int descriptor, int other) {
  if (!is_noted(descriptor) && !is_noted(other)) return;
  struct node *old = enter_descriptor(descriptor);
  if (old != nullptr) {
    struct disk *disk = old->disk;
    set_descriptor(descriptor, nullptr);
    leave(disk);
  }
  struct node *node = enter_descriptor(other);
  if (node != nullptr) {
    struct disk *disk = node->disk;
    set_descriptor(descriptor, node);
    leave(disk);
  }
}

int close(int descriptor) {
  if (is_noted(descriptor)) follow(descriptor, -1);
  return (int)syscall(SYS_close, descriptor);
}

int dup(int descriptor) {
  int copy = (int)syscall(SYS_dup, descriptor);
  if (copy >= 0) follow(copy, descriptor);
  return copy;
}

int dup3(int descriptor, int copy, int flags) {
  int result = (int)syscall(SYS_dup3, descriptor, copy, flags);
  if (result >= 0) follow(copy, descriptor);
  return result;
}

int dup2(int descriptor, int copy) {
  if (descriptor == copy) return syscall(SYS_fcntl, descriptor, F_GETFD) < 0 ? -1 : copy;
  return dup3(descriptor, copy, 0);
}

static int control(int descriptor, int command, long argument) {
  int result = (int)syscall(SYS_fcntl, descriptor, command, argument);
  if (result >= 0 && (command == F_DUPFD || command == F_DUPFD_CLOEXEC)) follow(result, descriptor);
  return result;
}

// Each argument of `fcntl`, a number or a pointer, is as wide as a register or is taken for one.
int fcntl(int descriptor, int command, ...) {
  va_list list;
  va_start(list, command);
  long argument = va_arg(list, long);
  va_end(list);
  return control(descriptor, command, argument);
}

int fcntl64(int descriptor, int command, ...) {
  va_list list;
  va_start(list, command);
  long argument = va_arg(list, long);
  va_end(list);
  return control(descriptor, command, argument);
}

// MARK: By path

int truncate64(const char *path, off64_t size) {
  int descriptor = open_noted(AT_FDCWD, path, O_WRONLY | O_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  int result = ftruncate64(descriptor, size);
  int reason = errno;
  close(descriptor);
  errno = reason;
  return result;
}

int truncate(const char *path, off_t size) { return truncate64(path, size); }
