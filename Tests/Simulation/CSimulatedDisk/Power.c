// What a disk has after a loss of power.
#include "disk.h"

#include <dirent.h>
#include <stdio.h>

// MARK: What the host put there

static void settle(struct disk *disk, const char *path) {
  char full[path_at_most];
  if ((size_t)snprintf(full, sizeof full, "%s%s", disk->path, path) >= sizeof full) return;
  DIR *directory = opendir(full);
  if (directory == nullptr) return;
  for (struct dirent *entry; (entry = readdir(directory)) != nullptr;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char below[path_at_most];
    if ((size_t)snprintf(below, sizeof below, "%s/%s", path, entry->d_name) >= sizeof below) continue;
    struct stat status;
    if ((size_t)snprintf(full, sizeof full, "%s%s", disk->path, below) >= sizeof full) continue;
    if (syscall(SYS_newfstatat, AT_FDCWD, full, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    bool is_known = find_node(disk, status.st_ino) != nullptr;
    struct node *node = node_at(disk, below, false);
    if (node == nullptr) continue;
    if (is_known) {
      forget_notes(node);
      read_image(node, full);
    }
    node->mode = status.st_mode;
    node->references++;
    if (!node->is_passing) set_name(&disk->names, below, node);
    release(node);
    if (S_ISDIR(status.st_mode)) settle(disk, below);
  }
  closedir(directory);
}

void glosa_disk_settle(const char *folder) {
  char buffer[path_at_most];
  const char *path = absolute(AT_FDCWD, folder, buffer);
  struct disk *disk = enter(path);
  if (disk == nullptr) return;
  sync_changes(disk, disk->change_count);
  // What is not there any more is not on the disk either.
  forget_names(&disk->names);
  settle(disk, "");
  leave(disk);
}

// MARK: What is left

static uint64_t draw(uint64_t *state) {
  // splitmix64 (Steele, Lea and Flood 2014)
  uint64_t value = (*state += 0x9E3779B97F4A7C15u);
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

static int64_t draw_below(uint64_t *state, int64_t end) { return (int64_t)(draw(state) % (uint64_t)end); }

struct image {
  unsigned char *bytes;
  int64_t size, room;
};

// A piece of a write that was under way.
static void tear(struct image *image, const struct note *note, uint64_t *state) {
  int64_t end = note->offset + note->count;
  int64_t sectors = (end - 1) / GLOSA_DISK_SECTOR - note->offset / GLOSA_DISK_SECTOR;
  bool is_append = end > note->size_before;
  int64_t way = is_append ? draw_below(state, 3) : 0;
  int64_t count;
  if (way == 0) {
    int64_t sector = draw_below(state, sectors + 1);
    count = sector == 0 ? 0 : (note->offset / GLOSA_DISK_SECTOR + sector) * GLOSA_DISK_SECTOR - note->offset;
  } else {
    count = draw_below(state, note->count);
  }
  apply_note(&image->bytes, &image->size, &image->room, note, count);
  if (way == 2 && image->size < end) resize(&image->bytes, &image->size, &image->room, end);
}

// Makes what is left of a file; adds to what was lost.
static struct image image_left(const struct node *node, uint64_t *state, uint32_t flags, int64_t *lost) {
  struct image image = {};
  resize(&image.bytes, &image.size, &image.room, node->size);
  if (node->size > 0) memcpy(image.bytes, node->image, (size_t)node->size);
  int64_t count = 0;
  for (const struct note *note = node->first; note != nullptr; note = note->next) count++;
  if (count == 0) return image;
  bool any = (flags & GLOSA_DISK_ANY_ORDER) != 0;
  int64_t survivors = draw_below(state, count + 1), place = 0;
  for (const struct note *note = node->first; note != nullptr; note = note->next, place++) {
    bool survives = any && note->offset >= 0 ? draw_below(state, 2) == 0 : place < survivors;
    if (survives) {
      apply_note(&image.bytes, &image.size, &image.room, note, note->count);
      continue;
    }
    *lost += 1;
    if (note->offset >= 0 && (any || place == survivors) && draw_below(state, 2) == 0) tear(&image, note, state);
  }
  return image;
}

static int write_file(const char *path, mode_t mode, const struct image *image) {
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return -1;
  int result = syscall(SYS_fchmod, descriptor, mode & 07777) == 0 ? 0 : -1;
  for (int64_t done = 0; result == 0 && done < image->size;) {
    long written = syscall(SYS_write, descriptor, image->bytes + done, (size_t)(image->size - done));
    if (written <= 0) result = -1;
    done += written;
  }
  syscall(SYS_close, descriptor);
  return result;
}

// The names as they are left; adds to what was lost.
static struct names names_left(struct disk *disk, uint64_t *state, int64_t *lost) {
  struct names names = {};
  for (size_t place = 0; place < disk->names.count; place++)
    set_name(&names, disk->names.all[place].path, disk->names.all[place].node);
  size_t count = disk->change_count;
  bool is_strict = (disk->flags & GLOSA_DISK_STRICT_NAMES) != 0;
  size_t survivors = count == 0 || is_strict ? count : (size_t)draw_below(state, (int64_t)count + 1);
  for (size_t place = 0; place < count; place++) {
    bool survives = place < survivors;
    if (is_strict) {
      // Each directory has an order of its own; its draw depends on nothing but its place in the log.
      size_t first = count, of_folder = 0, before = 0;
      for (size_t other = 0; other < count; other++) {
        if (!is_same_folder(disk->changes[other].path, disk->changes[place].path)) continue;
        if (first == count) first = other;
        if (other < place) before++;
        of_folder++;
      }
      uint64_t own = *state ^ (0xD1B54A32D192ED03u * (first + 1));
      survives = before < (size_t)draw_below(&own, (int64_t)of_folder + 1);
    }
    if (survives) {
      apply_change(&names, &disk->changes[place]);
    } else {
      *lost += 1;
    }
  }
  return names;
}

// True where the directory of a path is there.
static bool has_folder(const char *path) {
  char folder[path_at_most];
  strcpy(folder, path);
  *strrchr(folder, '/') = 0;
  struct stat status;
  return syscall(SYS_newfstatat, AT_FDCWD, folder, &status, 0) == 0;
}

int64_t glosa_disk_lose_power(const char *folder, const char *copy, uint64_t seed, uint32_t flags) {
  char buffer[path_at_most], path[path_at_most];
  const char *full = absolute(AT_FDCWD, folder, buffer);
  struct disk *disk = enter(full);
  if (disk == nullptr) return -1;
  const char *below = full + disk->length;
  uint64_t state = seed;
  int64_t lost = 0;
  struct names names = names_left(disk, &state, &lost);
  int result = syscall(SYS_mkdirat, AT_FDCWD, copy, 0700) == 0 ? 0 : -1;
  // The files that were written, with their first names.
  struct names made = {};
  for (size_t place = 0; place < names.count && result == 0; place++) {
    struct node *node = names.all[place].node;
    const char *name = names.all[place].path;
    if (!is_below(name, below) || name[strlen(below)] == 0) continue;
    if ((size_t)snprintf(path, sizeof path, "%s%s", copy, name + strlen(below)) >= sizeof path) result = -1;
    if (result != 0 || !has_folder(path)) continue;
    if (S_ISDIR(node->mode)) {
      result = syscall(SYS_mkdirat, AT_FDCWD, path, node->mode & 07777) == 0 ? 0 : -1;
    } else if (S_ISLNK(node->mode)) {
      result = syscall(SYS_symlinkat, node->target, AT_FDCWD, path) == 0 ? 0 : -1;
    } else {
      const char *other = nullptr;
      for (size_t earlier = 0; earlier < made.count && other == nullptr; earlier++)
        if (made.all[earlier].node == node) other = made.all[earlier].path;
      if (other != nullptr) {
        result = syscall(SYS_linkat, AT_FDCWD, other, AT_FDCWD, path, 0) == 0 ? 0 : -1;
      } else {
        struct image image = image_left(node, &state, flags, &lost);
        result = write_file(path, node->mode, &image);
        free(image.bytes);
        set_name(&made, path, node);
      }
    }
  }
  forget_names(&made);
  forget_names(&names);
  uint32_t own = disk->flags;
  leave(disk);
  if (result == 0) glosa_disk_watch(copy, own);
  return result == 0 ? lost : -1;
}
