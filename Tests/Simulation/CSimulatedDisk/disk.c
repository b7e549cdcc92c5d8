// A disk that can lose its power: see CSimulatedDisk.h. No function here calls one that it stands before: the system is
// called by number.
#define _GNU_SOURCE
#include "CSimulatedDisk.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <dirent.h>
#include <stdio.h>

#undef open
#undef open64

enum { roots_at_most = 64, descriptors_at_most = 65536, sector = 512, path_at_most = 1024 };

struct write_note {
  struct write_note *next;
  int64_t offset;  // -1: the file was cut to `count` bytes
  int64_t count;
  unsigned char bytes[];
};

struct file {
  struct file *next;
  struct root *root;
  ino_t inode;
  bool is_directory;
  char path[path_at_most];  // where it was opened first
  unsigned char *image;     // what is on the disk
  int64_t size;
  struct write_note *first, **last;
};

struct name_note {
  char path[path_at_most];
  char other[path_at_most];  // of a rename: where it was
  struct file *file;         // null: the name is gone
};

struct name {
  char path[path_at_most];
  struct file *file;
};

struct fault {
  char folder[path_at_most];
  int kind;
  int64_t after;
};

struct root {
  char path[path_at_most];
  size_t length;
  pthread_mutex_t lock;
  struct file *files;
  struct name *names;  // as they are on the disk
  size_t name_count, name_room;
  struct name_note *notes;  // what is to come
  size_t note_count, note_room;
  struct fault faults[32];
  size_t fault_count;
  int64_t changes;
};

static struct root *_Atomic roots[roots_at_most];
static atomic_int watched;
static struct file *_Atomic descriptors[descriptors_at_most];
static pthread_mutex_t registry = PTHREAD_MUTEX_INITIALIZER;

// MARK: Finding

static bool is_below(const char *path, const char *folder, size_t length) {
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static struct root *root_of(const char *path) {
  if (atomic_load_explicit(&watched, memory_order_relaxed) == 0 || path == nullptr || path[0] != '/') return nullptr;
  for (int place = 0; place < roots_at_most; place++) {
    struct root *root = atomic_load(&roots[place]);
    if (root != nullptr && is_below(path, root->path, root->length)) return strlen(path) < path_at_most ? root : nullptr;
  }
  return nullptr;
}

static struct file *file_of(int descriptor) {
  if (descriptor < 0 || descriptor >= descriptors_at_most) return nullptr;
  return atomic_load_explicit(&descriptors[descriptor], memory_order_relaxed);
}

// MARK: Notes (with the root's lock)

static bool is_passing(const char *path) {
  size_t length = strlen(path);
  return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

static struct file *find_file(struct root *root, ino_t inode) {
  for (struct file *file = root->files; file != nullptr; file = file->next)
    if (file->inode == inode) return file;
  return nullptr;
}

static void forget_writes(struct file *file) {
  for (struct write_note *note = file->first; note != nullptr;) {
    struct write_note *next = note->next;
    free(note);
    note = next;
  }
  file->first = nullptr;
  file->last = &file->first;
}

static struct file *make_file(struct root *root, const char *path, ino_t inode, bool is_directory) {
  struct file *file = calloc(1, sizeof *file);
  file->root = root;
  file->inode = inode;
  file->is_directory = is_directory;
  strcpy(file->path, path);
  file->last = &file->first;
  file->next = root->files;
  root->files = file;
  return file;
}

static void resize(unsigned char **image, int64_t *size, int64_t wanted) {
  if (wanted > *size) {
    *image = realloc(*image, (size_t)wanted);
    memset(*image + *size, 0, (size_t)(wanted - *size));
  }
  *size = wanted;
}

static void apply_write(unsigned char **image, int64_t *size, const struct write_note *note, int64_t count) {
  if (note->offset < 0) {
    resize(image, size, note->count);
    return;
  }
  if (note->offset + count > *size) resize(image, size, note->offset + count);
  if (count > 0) memcpy(*image + note->offset, note->bytes, (size_t)count);
}

static void note_write(struct file *file, int64_t offset, int64_t count, const void *bytes) {
  struct write_note *note = malloc(sizeof *note + (bytes == nullptr ? 0 : (size_t)count));
  note->next = nullptr;
  note->offset = offset;
  note->count = count;
  if (bytes != nullptr) memcpy(note->bytes, bytes, (size_t)count);
  *file->last = note;
  file->last = &note->next;
}


static void set_name(struct name **names, size_t *count, size_t *room, const char *path, struct file *file) {
  size_t place = 0;
  while (place < *count && strcmp((*names)[place].path, path) != 0) place++;
  if (place == *count) {
    if (file == nullptr) return;
    if (*count == *room) {
      *room = *room == 0 ? 16 : *room * 2;
      *names = realloc(*names, *room * sizeof **names);
    }
    strcpy((*names)[(*count)++].path, path);
  }
  if (file == nullptr) {
    (*names)[place] = (*names)[--*count];
  } else {
    (*names)[place].file = file;
  }
}

static void apply_name(struct name **names, size_t *count, size_t *room, const struct name_note *note) {
  if (note->other[0] != 0) set_name(names, count, room, note->other, nullptr);
  set_name(names, count, room, note->path, note->file);
}

static void note_name(struct root *root, const char *path, const char *other, struct file *file) {
  if (root->note_count == root->note_room) {
    root->note_room = root->note_room == 0 ? 16 : root->note_room * 2;
    root->notes = realloc(root->notes, root->note_room * sizeof *root->notes);
  }
  struct name_note *note = &root->notes[root->note_count++];
  strcpy(note->path, path);
  strcpy(note->other, other == nullptr ? "" : other);
  note->file = file;
}

static void sync_names(struct root *root, size_t count) {
  for (size_t place = 0; place < count; place++)
    apply_name(&root->names, &root->name_count, &root->name_room, &root->notes[place]);
  memmove(root->notes, root->notes + count, (root->note_count - count) * sizeof *root->notes);
  root->note_count -= count;
}

static void sync_file(struct file *file) {
  struct root *root = file->root;
  if (file->is_directory) {
    sync_names(root, root->note_count);
    return;
  }
  for (struct write_note *note = file->first; note != nullptr; note = note->next)
    apply_write(&file->image, &file->size, note, note->count);
  forget_writes(file);
  size_t count = 0;
  for (size_t place = 0; place < root->note_count; place++)
    if (root->notes[place].file == file) count = place + 1;
  sync_names(root, count);
}

// Why a change fails now; 0 where it does not.
static int obstacle(struct root *root, const char *path, bool takes_room) {
  for (size_t place = 0; place < root->fault_count; place++) {
    struct fault *fault = &root->faults[place];
    if (!is_below(path, fault->folder, strlen(fault->folder))) continue;
    if (fault->kind == GLOSA_DISK_FULL && !takes_room) continue;
    if (fault->after > 0) {
      fault->after--;
      continue;
    }
    return fault->kind == GLOSA_DISK_FULL ? ENOSPC : fault->kind == GLOSA_DISK_READ_ONLY ? EROFS : EIO;
  }
  root->changes++;
  return 0;
}

// MARK: Calls of the system

static int open_by_number(int folder, const char *path, int flags, mode_t mode) {
  struct root *root = root_of(path);
  if (root == nullptr) return (int)syscall(SYS_openat, folder, path, flags, mode);
  bool writes = (flags & O_ACCMODE) != O_RDONLY;
  pthread_mutex_lock(&root->lock);
  struct stat status;
  bool was_there = syscall(SYS_newfstatat, AT_FDCWD, path, &status, 0) == 0;
  int reason = 0;
  if (((flags & O_CREAT) != 0 && !was_there) || (writes && (flags & O_TRUNC) != 0 && was_there && status.st_size > 0)) {
    reason = obstacle(root, path, !was_there);
  } else if (writes) {
    for (size_t place = 0; place < root->fault_count; place++) {
      struct fault *fault = &root->faults[place];
      if (fault->kind == GLOSA_DISK_READ_ONLY && fault->after == 0 && is_below(path, fault->folder, strlen(fault->folder)))
        reason = EROFS;
    }
  }
  int descriptor = -1;
  if (reason == 0) {
    descriptor = (int)syscall(SYS_openat, folder, path, flags, mode);
    reason = descriptor < 0 ? errno : 0;
  }
  if (descriptor >= 0 && descriptor < descriptors_at_most && !is_passing(path) &&
      syscall(SYS_fstat, descriptor, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) {
    struct file *file = find_file(root, status.st_ino);
    // An inode's number is given again: a file that was just made is none that was known.
    if (file != nullptr && !was_there) {
      file->inode = 0;
      file = nullptr;
    }
    if (file == nullptr) file = make_file(root, path, status.st_ino, S_ISDIR(status.st_mode));
    if (!was_there) note_name(root, path, nullptr, file);
    if (writes && (flags & O_TRUNC) != 0 && was_there) note_write(file, -1, 0, nullptr);
    atomic_store(&descriptors[descriptor], file);
  }
  pthread_mutex_unlock(&root->lock);
  errno = reason;
  return descriptor;
}

int open(const char *path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
    va_list list;
    va_start(list, flags);
    mode = va_arg(list, mode_t);
    va_end(list);
  }
  return open_by_number(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
    va_list list;
    va_start(list, flags);
    mode = va_arg(list, mode_t);
    va_end(list);
  }
  return open_by_number(AT_FDCWD, path, flags, mode);
}

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < descriptors_at_most)
    atomic_store_explicit(&descriptors[descriptor], nullptr, memory_order_relaxed);
  return (int)syscall(SYS_close, descriptor);
}

static ssize_t write_at(struct file *file, int descriptor, const void *bytes, size_t count, int64_t offset, bool moves) {
  struct root *root = file->root;
  pthread_mutex_lock(&root->lock);
  struct stat status;
  syscall(SYS_fstat, descriptor, &status);
  if (moves) {
    int flags = (int)syscall(SYS_fcntl, descriptor, F_GETFL);
    offset = (flags & O_APPEND) != 0 ? status.st_size : (int64_t)syscall(SYS_lseek, descriptor, 0, SEEK_CUR);
  }
  int reason = obstacle(root, file->path, offset + (int64_t)count > status.st_size);
  ssize_t written = -1;
  if (reason == 0) {
    written = moves ? syscall(SYS_write, descriptor, bytes, count) : syscall(SYS_pwrite64, descriptor, bytes, count, offset);
    reason = written < 0 ? errno : 0;
  }
  if (written > 0) note_write(file, offset, written, bytes);
  pthread_mutex_unlock(&root->lock);
  if (written < 0) errno = reason;
  return written;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  struct file *file = file_of(descriptor);
  return file == nullptr ? syscall(SYS_write, descriptor, bytes, count) : write_at(file, descriptor, bytes, count, 0, true);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  struct file *file = file_of(descriptor);
  return file == nullptr ? syscall(SYS_pwrite64, descriptor, bytes, count, offset)
                         : write_at(file, descriptor, bytes, count, offset, false);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

int ftruncate(int descriptor, off_t size) {
  struct file *file = file_of(descriptor);
  if (file == nullptr) return (int)syscall(SYS_ftruncate, descriptor, size);
  pthread_mutex_lock(&file->root->lock);
  struct stat status;
  syscall(SYS_fstat, descriptor, &status);
  int reason = obstacle(file->root, file->path, size > status.st_size);
  int result = -1;
  if (reason == 0) {
    result = (int)syscall(SYS_ftruncate, descriptor, size);
    reason = result < 0 ? errno : 0;
  }
  if (result == 0) note_write(file, -1, size, nullptr);
  pthread_mutex_unlock(&file->root->lock);
  if (result < 0) errno = reason;
  return result;
}

int ftruncate64(int descriptor, off64_t size) { return ftruncate(descriptor, size); }

static int sync_descriptor(int descriptor, long number) {
  struct file *file = file_of(descriptor);
  if (file == nullptr) return (int)syscall(number, descriptor);
  // What it is beneath has no disk: only what was noted has to become what is.
  pthread_mutex_lock(&file->root->lock);
  int reason = obstacle(file->root, file->path, false);
  if (reason == 0) sync_file(file);
  pthread_mutex_unlock(&file->root->lock);
  if (reason == 0) return 0;
  errno = reason;
  return -1;
}

int fsync(int descriptor) { return sync_descriptor(descriptor, SYS_fsync); }

int fdatasync(int descriptor) { return sync_descriptor(descriptor, SYS_fdatasync); }

// A change of names: `path` is to be what `from` is, or to be gone.
static int change_names(const char *path, const char *from, bool stays, long number) {
  struct root *root = root_of(path);
  if (root == nullptr) {
    return (int)(from == nullptr ? syscall(number, path) : syscall(number, from, path));
  }
  pthread_mutex_lock(&root->lock);
  int reason = obstacle(root, path, false);
  int result = -1;
  struct stat status;
  bool is_known = from != nullptr && syscall(SYS_newfstatat, AT_FDCWD, from, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                  S_ISREG(status.st_mode) && root_of(from) == root;
  if (reason == 0) {
    result = (int)(from == nullptr ? syscall(number, path) : syscall(number, from, path));
    reason = result < 0 ? errno : 0;
  }
  if (result == 0 && from == nullptr) note_name(root, path, nullptr, nullptr);
  if (result == 0 && is_known) {
    struct file *file = find_file(root, status.st_ino);
    if (file == nullptr) file = make_file(root, path, status.st_ino, false);
    note_name(root, path, stays ? nullptr : from, file);
  }
  pthread_mutex_unlock(&root->lock);
  if (result < 0) errno = reason;
  return result;
}

int rename(const char *from, const char *to) { return change_names(to, from, false, SYS_rename); }

int link(const char *from, const char *to) { return change_names(to, from, true, SYS_link); }

int unlink(const char *path) { return change_names(path, nullptr, false, SYS_unlink); }

int mkdir(const char *path, mode_t mode) {
  struct root *root = root_of(path);
  if (root != nullptr) {
    pthread_mutex_lock(&root->lock);
    struct stat status;
    bool was_there = syscall(SYS_newfstatat, AT_FDCWD, path, &status, 0) == 0;
    int reason = was_there ? 0 : obstacle(root, path, true);
    pthread_mutex_unlock(&root->lock);
    if (reason != 0) {
      errno = reason;
      return -1;
    }
  }
  return (int)syscall(SYS_mkdir, path, mode);
}

// MARK: For the host

int glosa_disk_watch(const char *path) {
  struct root *root = calloc(1, sizeof *root);
  strncpy(root->path, path, path_at_most - 1);
  root->length = strlen(root->path);
  pthread_mutex_init(&root->lock, nullptr);
  pthread_mutex_lock(&registry);
  int place = 0;
  while (place < roots_at_most && atomic_load(&roots[place]) != nullptr) place++;
  if (place < roots_at_most) {
    atomic_store(&roots[place], root);
    atomic_fetch_add(&watched, 1);
  }
  pthread_mutex_unlock(&registry);
  if (place < roots_at_most) return 0;
  free(root);
  return -1;
}

void glosa_disk_forget(const char *path) {
  pthread_mutex_lock(&registry);
  struct root *root = nullptr;
  for (int place = 0; place < roots_at_most && root == nullptr; place++) {
    root = atomic_load(&roots[place]);
    if (root != nullptr && strcmp(root->path, path) == 0) {
      atomic_store(&roots[place], nullptr);
      atomic_fetch_sub(&watched, 1);
    } else {
      root = nullptr;
    }
  }
  pthread_mutex_unlock(&registry);
  if (root == nullptr) return;
  // A program of the world that was killed has closed nothing.
  for (int descriptor = 0; descriptor < descriptors_at_most; descriptor++) {
    struct file *file = file_of(descriptor);
    if (file != nullptr && file->root == root) atomic_store(&descriptors[descriptor], nullptr);
  }
  for (struct file *file = root->files; file != nullptr;) {
    struct file *next = file->next;
    forget_writes(file);
    free(file->image);
    free(file);
    file = next;
  }
  free(root->names);
  free(root->notes);
  pthread_mutex_destroy(&root->lock);
  free(root);
}

static void settle(struct root *root, const char *folder) {
  DIR *directory = opendir(folder);
  if (directory == nullptr) return;
  for (struct dirent *entry; (entry = readdir(directory)) != nullptr;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char path[path_at_most];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= sizeof path || is_passing(path)) continue;
    struct stat status;
    if (syscall(SYS_newfstatat, AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (S_ISDIR(status.st_mode)) {
      settle(root, path);
    } else if (S_ISREG(status.st_mode)) {
      struct file *file = find_file(root, status.st_ino);
      if (file == nullptr) file = make_file(root, path, status.st_ino, false);
      forget_writes(file);
      int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
      if (descriptor >= 0) {
        resize(&file->image, &file->size, status.st_size);
        int64_t count = syscall(SYS_pread64, descriptor, file->image, (size_t)status.st_size, 0L);
        if (count >= 0) file->size = count;
        syscall(SYS_close, descriptor);
      }
      set_name(&root->names, &root->name_count, &root->name_room, path, file);
    }
  }
  closedir(directory);
}

void glosa_disk_settle(const char *folder) {
  struct root *root = root_of(folder);
  if (root == nullptr) return;
  pthread_mutex_lock(&root->lock);
  sync_names(root, root->note_count);
  settle(root, folder);
  pthread_mutex_unlock(&root->lock);
}

static uint64_t draw(uint64_t *state) {
  // splitmix64 (Steele, Lea and Flood 2014)
  uint64_t value = (*state += 0x9E3779B97F4A7C15u);
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

static int make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash != nullptr; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    long result = syscall(SYS_mkdir, path, 0700);
    *slash = '/';
    if (result != 0 && errno != EEXIST) return -1;
  }
  return 0;
}

static int compare_names(const void *left, const void *right) {
  return strcmp(((const struct name *)left)->path, ((const struct name *)right)->path);
}

// Writes a file as it is left; adds to what was lost.
static int write_left(const struct file *file, const char *path, uint64_t *state, int64_t *lost) {
  int64_t count = 0;
  for (const struct write_note *note = file->first; note != nullptr; note = note->next) count++;
  int64_t survivors = count == 0 ? 0 : (int64_t)(draw(state) % (uint64_t)(count + 1));
  *lost += count - survivors;
  unsigned char *image = nullptr;
  int64_t size = 0;
  resize(&image, &size, file->size);
  if (size > 0) memcpy(image, file->image, (size_t)size);
  int64_t place = 0;
  for (const struct write_note *note = file->first; note != nullptr; note = note->next, place++) {
    if (place < survivors) apply_write(&image, &size, note, note->count);
    // A piece of the next one.
    if (place == survivors && note->offset >= 0 && draw(state) % 2 == 0)
      apply_write(&image, &size, note, (int64_t)(draw(state) % (uint64_t)(note->count / sector + 1)) * sector);
  }
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int result = descriptor < 0 ? -1 : 0;
  for (int64_t done = 0; result == 0 && done < size;) {
    long written = syscall(SYS_write, descriptor, image + done, (size_t)(size - done));
    if (written <= 0) result = -1;
    done += written;
  }
  if (descriptor >= 0) syscall(SYS_close, descriptor);
  free(image);
  return result;
}

int64_t glosa_disk_lose_power(const char *folder, const char *copy, uint64_t seed) {
  struct root *root = root_of(folder);
  if (root == nullptr) return -1;
  uint64_t state = seed;
  pthread_mutex_lock(&root->lock);
  size_t survivors = (size_t)(draw(&state) % (root->note_count + 1));
  struct name *names = malloc((root->name_count + 1) * sizeof *names);
  memcpy(names, root->names, root->name_count * sizeof *names);
  size_t count = root->name_count, room = root->name_count + 1;
  for (size_t place = 0; place < survivors; place++) apply_name(&names, &count, &room, &root->notes[place]);
  int64_t lost = (int64_t)(root->note_count - survivors);
  qsort(names, count, sizeof *names, compare_names);
  size_t length = strlen(folder);
  int result = syscall(SYS_mkdir, copy, 0700) == 0 || errno == EEXIST ? 0 : -1;
  for (size_t place = 0; place < count && result == 0; place++) {
    if (!is_below(names[place].path, folder, length)) continue;
    char path[path_at_most];
    if ((size_t)snprintf(path, sizeof path, "%s%s", copy, names[place].path + length) >= sizeof path) result = -1;
    if (result == 0) result = make_folders(path);
    if (result == 0) result = write_left(names[place].file, path, &state, &lost);
  }
  free(names);
  if (result == 0) settle(root, copy);
  pthread_mutex_unlock(&root->lock);
  return result == 0 ? lost : -1;
}

void glosa_disk_fail(const char *folder, int kind, int64_t after) {
  struct root *root = root_of(folder);
  if (root == nullptr) return;
  pthread_mutex_lock(&root->lock);
  if (root->fault_count < sizeof root->faults / sizeof *root->faults) {
    struct fault *fault = &root->faults[root->fault_count++];
    strcpy(fault->folder, folder);
    fault->kind = kind;
    fault->after = after;
  }
  pthread_mutex_unlock(&root->lock);
}

void glosa_disk_heal(const char *folder) {
  struct root *root = root_of(folder);
  if (root == nullptr) return;
  pthread_mutex_lock(&root->lock);
  size_t kept = 0;
  for (size_t place = 0; place < root->fault_count; place++)
    if (strcmp(root->faults[place].folder, folder) != 0) root->faults[kept++] = root->faults[place];
  root->fault_count = kept;
  pthread_mutex_unlock(&root->lock);
}

int64_t glosa_disk_changes(const char *path) {
  struct root *root = root_of(path);
  if (root == nullptr) return 0;
  pthread_mutex_lock(&root->lock);
  int64_t changes = root->changes;
  pthread_mutex_unlock(&root->lock);
  return changes;
}
