// The calls of the file system that change files, for everything in this program.
#include "disk.h"

#include <sys/sendfile.h>
#include <sys/uio.h>

static int64_t write_noted(struct node *node, int descriptor, const void *bytes, size_t count, int64_t offset,
                           bool is_placed) {
  struct disk *disk = node->disk;
  int before = errno;
  struct stat status;
  syscall(SYS_fstat, descriptor, &status);
  bool appends = ((int)syscall(SYS_fcntl, descriptor, F_GETFL) & O_APPEND) != 0;
  // Linux appends whatever place `pwrite` is given.
  if (appends) {
    offset = status.st_size;
  } else if (!is_placed) {
    offset = syscall(SYS_lseek, descriptor, 0L, SEEK_CUR);
  }
  bool grows = offset + (int64_t)count > status.st_size;
  int reason = obstacle(disk, node->path, grows ? takes_room : makes_change);
  if (reason == ENOSPC) {
    count = (size_t)room_left(disk, node->path, offset, (int64_t)count);
    if (count > 0) reason = 0;
  }
  if (reason != 0) return refuse(disk, reason);
  int64_t written = is_placed ? syscall(SYS_pwrite64, descriptor, bytes, count, offset)
                              : syscall(SYS_write, descriptor, bytes, count);
  note_write(node, offset, written, status.st_size, bytes);
  return finish(disk, written, before);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  struct node *node = enter_descriptor(descriptor);
  if (node == nullptr) return syscall(SYS_write, descriptor, bytes, count);
  return write_noted(node, descriptor, bytes, count, 0, false);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  struct node *node = enter_descriptor(descriptor);
  if (node == nullptr) return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
  return write_noted(node, descriptor, bytes, count, offset, true);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return pwrite64(descriptor, bytes, count, offset);
}

// Part by part: to the disk it is no more than that.
static ssize_t write_parts(int descriptor, const struct iovec *parts, int count, int64_t offset, bool is_placed) {
  ssize_t all = 0;
  for (int part = 0; part < count; part++) {
    const struct iovec *now = &parts[part];
    ssize_t written = is_placed ? pwrite64(descriptor, now->iov_base, now->iov_len, offset + all)
                                : write(descriptor, now->iov_base, now->iov_len);
    if (written < 0) return all > 0 ? all : -1;
    all += written;
    if ((size_t)written < now->iov_len) break;
  }
  return all;
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (!is_noted(descriptor)) return syscall(SYS_writev, descriptor, parts, count);
  return write_parts(descriptor, parts, count, 0, false);
}

ssize_t pwritev64(int descriptor, const struct iovec *parts, int count, off64_t offset) {
  if (!is_noted(descriptor)) return syscall(SYS_pwritev, descriptor, parts, count, offset, 0L);
  return write_parts(descriptor, parts, count, offset, true);
}

ssize_t pwritev(int descriptor, const struct iovec *parts, int count, off_t offset) {
  return pwritev64(descriptor, parts, count, offset);
}

// To a disk a copy is what was read, written.
static ssize_t copy(int from, off64_t *offset, int to, off64_t *to_offset, size_t count) {
  char buffer[1 << 16];
  size_t wanted = count < sizeof buffer ? count : sizeof buffer;
  ssize_t got = offset == nullptr ? syscall(SYS_read, from, buffer, wanted)
                                  : syscall(SYS_pread64, from, buffer, wanted, *offset);
  if (got <= 0) return got;
  ssize_t written = to_offset == nullptr ? write(to, buffer, (size_t)got)
                                         : pwrite64(to, buffer, (size_t)got, *to_offset);
  int64_t taken = written < 0 ? 0 : written;
  if (offset != nullptr) *offset += taken;
  if (offset == nullptr && taken < got) syscall(SYS_lseek, from, taken - got, SEEK_CUR);
  if (to_offset != nullptr) *to_offset += taken;
  return written;
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) {
  if (!is_noted(to)) return syscall(SYS_sendfile, to, from, offset, count);
  return copy(from, offset, to, nullptr, count);
}

ssize_t sendfile(int to, int from, off_t *offset, size_t count) { return sendfile64(to, from, offset, count); }

ssize_t copy_file_range(int from, off64_t *offset, int to, off64_t *to_offset, size_t count, unsigned flags) {
  if (!is_noted(to)) return syscall(SYS_copy_file_range, from, offset, to, to_offset, count, flags);
  return copy(from, offset, to, to_offset, count);
}

static int resize_noted(struct node *node, int descriptor, int64_t size, bool only_grows) {
  struct disk *disk = node->disk;
  int before = errno;
  struct stat status;
  syscall(SYS_fstat, descriptor, &status);
  if (only_grows && size <= status.st_size) return (int)finish(disk, 0, before);
  int reason = obstacle(disk, node->path, only_grows ? takes_room : makes_change);
  if (reason != 0) return (int)refuse(disk, reason);
  int result = (int)syscall(SYS_ftruncate, descriptor, size);
  if (result == 0) note_truncation(node, size);
  return (int)finish(disk, result, before);
}

int ftruncate64(int descriptor, off64_t size) {
  struct node *node = enter_descriptor(descriptor);
  if (node == nullptr) return (int)syscall(SYS_ftruncate, descriptor, size);
  return resize_noted(node, descriptor, size, false);
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

int fallocate64(int descriptor, int mode, off64_t offset, off64_t count) {
  if (!is_noted(descriptor)) return (int)syscall(SYS_fallocate, descriptor, mode, offset, count);
  if (mode != 0) {
    errno = EOPNOTSUPP;
    return -1;
  }
  struct node *node = enter_descriptor(descriptor);
  return node == nullptr ? -1 : resize_noted(node, descriptor, offset + count, true);
}

int fallocate(int descriptor, int mode, off_t offset, off_t count) {
  return fallocate64(descriptor, mode, offset, count);
}

int posix_fallocate64(int descriptor, off64_t offset, off64_t count) {
  int before = errno;
  int reason = fallocate64(descriptor, 0, offset, count) == 0 ? 0 : errno;
  errno = before;
  return reason;
}

int posix_fallocate(int descriptor, off_t offset, off_t count) {
  return posix_fallocate64(descriptor, offset, count);
}

// What is beneath a simulated disk is none: only what was noted has to become what is.
static int sync_noted(int descriptor, long number) {
  struct node *node = enter_descriptor(descriptor);
  if (node == nullptr) return (int)syscall(number, descriptor);
  struct disk *disk = node->disk;
  int reason = obstacle(disk, node->path, syncs);
  if (reason != 0) {
    if (has_io_error(disk, node->path)) lose_writes(node);
    return (int)refuse(disk, reason);
  }
  sync_node(node);
  leave(disk);
  return 0;
}

int fsync(int descriptor) { return sync_noted(descriptor, SYS_fsync); }

int fdatasync(int descriptor) { return sync_noted(descriptor, SYS_fdatasync); }

int syncfs(int descriptor) {
  struct node *node = enter_descriptor(descriptor);
  if (node == nullptr) return (int)syscall(SYS_syncfs, descriptor);
  struct disk *disk = node->disk;
  int reason = obstacle(disk, node->path, syncs);
  if (reason != 0) return (int)refuse(disk, reason);
  for (struct node *other = disk->nodes; other != nullptr; other = other->next)
    if (S_ISREG(other->mode)) sync_content(other);
  sync_changes(disk, disk->change_count);
  leave(disk);
  return 0;
}
