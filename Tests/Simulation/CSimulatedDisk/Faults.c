// What goes wrong with disks on purpose.
#include "disk.h"

enum { page = 4096 };

static bool hinders(const struct fault *fault, const char *path, enum effort effort) {
  if (!is_below(path, fault->folder)) return false;
  switch (fault->kind) {
    case GLOSA_DISK_FULL: return effort == takes_room;
    case GLOSA_DISK_READ_ONLY: return true;
    case GLOSA_DISK_STOPPED:
    case GLOSA_DISK_IO_ERROR: return effort != opens;
  }
  return false;
}

static int error_of(const struct fault *fault) {
  return fault->kind == GLOSA_DISK_FULL ? ENOSPC : fault->kind == GLOSA_DISK_READ_ONLY ? EROFS : EIO;
}

int obstacle(struct disk *disk, const char *path, enum effort effort) {
  for (struct fault *fault = disk->faults; fault != nullptr; fault = fault->next) {
    if (!hinders(fault, path, effort)) continue;
    if (fault->after <= 0) return error_of(fault);
    if (effort != opens) fault->after--;
  }
  if (effort != opens) disk->done++;
  return 0;
}

int64_t room_left(struct disk *disk, const char *path, int64_t offset, int64_t count) {
  for (struct fault *fault = disk->faults; fault != nullptr; fault = fault->next) {
    if (fault->kind != GLOSA_DISK_FULL || fault->after != 0 || !is_below(path, fault->folder)) continue;
    fault->after = -1;
    int64_t rest = page - offset % page;
    return rest < count ? rest : 0;
  }
  return 0;
}

bool has_io_error(const struct disk *disk, const char *path) {
  for (const struct fault *fault = disk->faults; fault != nullptr; fault = fault->next)
    if (fault->kind == GLOSA_DISK_IO_ERROR && fault->after <= 0 && is_below(path, fault->folder)) return true;
  return false;
}

// The disk of a folder, locked, and where the folder is on it.
static struct disk *enter_folder(const char *folder, char buffer[path_at_most], const char **path) {
  const char *full = absolute(AT_FDCWD, folder, buffer);
  struct disk *disk = enter(full);
  if (disk != nullptr) *path = full + disk->length;
  return disk;
}

void glosa_disk_fail(const char *folder, enum glosa_disk_fault kind, int64_t after) {
  char buffer[path_at_most];
  const char *path;
  struct disk *disk = enter_folder(folder, buffer, &path);
  if (disk == nullptr) return;
  struct fault *fault = calloc(1, sizeof *fault);
  *fault = (struct fault){disk->faults, strdup(path), kind, after};
  disk->faults = fault;
  leave(disk);
}

void glosa_disk_heal(const char *folder) {
  char buffer[path_at_most];
  const char *path;
  struct disk *disk = enter_folder(folder, buffer, &path);
  if (disk == nullptr) return;
  for (struct fault **place = &disk->faults; *place != nullptr;) {
    struct fault *fault = *place;
    if (!is_below(fault->folder, path)) {
      place = &fault->next;
      continue;
    }
    *place = fault->next;
    free(fault->folder);
    free(fault);
  }
  leave(disk);
}

int64_t glosa_disk_changes(const char *folder) {
  char buffer[path_at_most];
  const char *path;
  struct disk *disk = enter_folder(folder, buffer, &path);
  if (disk == nullptr) return 0;
  int64_t done = disk->done;
  leave(disk);
  return done;
}

int64_t glosa_disk_memory(const char *folder) {
  char buffer[path_at_most];
  const char *path;
  struct disk *disk = enter_folder(folder, buffer, &path);
  if (disk == nullptr) return 0;
  int64_t memory = disk->memory;
  leave(disk);
  return memory;
}

static void flip(unsigned char *bytes, int64_t start, int64_t count, int64_t bit) {
  if (bit / 8 >= start && bit / 8 < start + count) bytes[bit / 8 - start] ^= (unsigned char)(1 << bit % 8);
}

int64_t glosa_disk_flip(const char *name, uint64_t seed) {
  char buffer[path_at_most];
  const char *full = absolute(AT_FDCWD, name, buffer);
  if (full == nullptr) return -1;
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, full, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
  if (descriptor < 0) return -1;
  struct stat status;
  int64_t bit = -1;
  if (syscall(SYS_fstat, descriptor, &status) == 0 && status.st_size > 0) {
    bit = (int64_t)(seed * 0x9E3779B97F4A7C15u % ((uint64_t)status.st_size * 8));
    unsigned char byte;
    struct disk *disk = enter(full);
    if (syscall(SYS_pread64, descriptor, &byte, 1L, bit / 8) == 1) {
      flip(&byte, bit / 8, 1, bit);
      syscall(SYS_pwrite64, descriptor, &byte, 1L, bit / 8);
    }
    struct node *node = disk == nullptr ? nullptr : find_node(disk, status.st_ino);
    if (node != nullptr) {
      flip(node->image, 0, node->size, bit);
      for (struct note *note = node->first; note != nullptr; note = note->next)
        if (note->offset >= 0) flip(note->bytes, note->offset, note->count, bit);
    }
    if (disk != nullptr) leave(disk);
  }
  syscall(SYS_close, descriptor);
  return bit;
}
