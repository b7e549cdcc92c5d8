// What is in files, on the disk and to come.
#include "disk.h"

struct node *find_node(struct disk *disk, ino_t inode) {
  // Those that are used lie in front.
  for (struct node **place = &disk->nodes; *place != nullptr; place = &(*place)->next) {
    struct node *node = *place;
    if (node->inode != inode) continue;
    *place = node->next;
    node->next = disk->nodes;
    disk->nodes = node;
    return node;
  }
  return nullptr;
}

struct node *make_node(struct disk *disk, const char *path, const struct stat *status) {
  // An inode's number is given again.
  struct node *old = find_node(disk, status->st_ino);
  if (old != nullptr) old->inode = 0;
  struct node *node = calloc(1, sizeof *node);
  node->disk = disk;
  node->inode = status->st_ino;
  node->mode = status->st_mode;
  node->is_passing = is_passing(path);
  node->path = strdup(path);
  node->last = &node->first;
  node->next = disk->nodes;
  disk->nodes = node;
  disk->memory += (int64_t)sizeof *node;
  return node;
}

struct node *node_at(struct disk *disk, const char *path, bool is_new) {
  char full[path_at_most];
  if (disk->length + strlen(path) >= path_at_most) return nullptr;
  strcpy(stpcpy(full, disk->path), path);
  struct stat status;
  if (syscall(SYS_newfstatat, AT_FDCWD, full, &status, AT_SYMLINK_NOFOLLOW) != 0) return nullptr;
  if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode) && !S_ISLNK(status.st_mode)) return nullptr;
  struct node *node = is_new ? nullptr : find_node(disk, status.st_ino);
  if (node != nullptr) return node;
  node = make_node(disk, path, &status);
  if (S_ISLNK(status.st_mode)) {
    char target[path_at_most];
    ssize_t count = syscall(SYS_readlinkat, AT_FDCWD, full, target, sizeof target - 1);
    target[count < 0 ? 0 : count] = 0;
    node->target = strdup(target);
  } else if (!is_new) {
    read_image(node, full);
  }
  return node;
}

void release(struct node *node) {
  if (--node->references > 0) return;
  for (struct node **place = &node->disk->nodes; *place != nullptr; place = &(*place)->next)
    if (*place == node) {
      *place = node->next;
      break;
    }
  forget_notes(node);
  node->disk->memory -= node->room + (int64_t)sizeof *node;
  free(node->path);
  free(node->target);
  free(node->image);
  free(node);
}

void resize(unsigned char **image, int64_t *size, int64_t *room, int64_t wanted) {
  if (wanted > *room) {
    *room = wanted + wanted / 2;
    *image = realloc(*image, (size_t)*room);
  }
  if (wanted > *size) memset(*image + *size, 0, (size_t)(wanted - *size));
  *size = wanted;
}

void apply_note(unsigned char **image, int64_t *size, int64_t *room, const struct note *note, int64_t count) {
  if (note->offset < 0) {
    resize(image, size, room, note->count);
    return;
  }
  if (count == 0) return;
  if (note->offset + count > *size) resize(image, size, room, note->offset + count);
  memcpy(*image + note->offset, note->bytes, (size_t)count);
}

static void fold_first(struct node *node) {
  struct note *note = node->first;
  int64_t room = node->room;
  apply_note(&node->image, &node->size, &node->room, note, note->count);
  node->disk->memory += node->room - room;
  int64_t taken = (int64_t)sizeof *note + (note->offset < 0 ? 0 : note->count);
  node->noted -= taken;
  node->disk->memory -= taken;
  node->first = note->next;
  if (node->first == nullptr) node->last = &node->first;
  free(note);
}

static void add_note(struct node *node, int64_t offset, int64_t count, int64_t size_before, const void *bytes) {
  if (node->is_passing || !S_ISREG(node->mode)) return;
  size_t length = bytes == nullptr ? 0 : (size_t)count;
  struct note *note = malloc(sizeof *note + length);
  *note = (struct note){nullptr, offset, count, size_before};
  if (length > 0) memcpy(note->bytes, bytes, length);
  *node->last = note;
  node->last = &note->next;
  node->noted += (int64_t)(sizeof *note + length);
  node->disk->memory += (int64_t)(sizeof *note + length);
  while (node->noted > GLOSA_DISK_UNSYNCED) fold_first(node);
}

void note_write(struct node *node, int64_t offset, int64_t count, int64_t size_before, const void *bytes) {
  if (count > 0) add_note(node, offset, count, size_before, bytes);
}

void note_truncation(struct node *node, int64_t size) { add_note(node, -1, size, 0, nullptr); }

static void forget_first(struct node *node) {
  struct note *note = node->first;
  int64_t taken = (int64_t)sizeof *note + (note->offset < 0 ? 0 : note->count);
  node->noted -= taken;
  node->disk->memory -= taken;
  node->first = note->next;
  free(note);
}

void forget_notes(struct node *node) {
  while (node->first != nullptr) forget_first(node);
  node->last = &node->first;
}

void sync_content(struct node *node) {
  while (node->first != nullptr) fold_first(node);
}

void sync_node(struct node *node) {
  struct disk *disk = node->disk;
  bool is_strict = (disk->flags & GLOSA_DISK_STRICT_NAMES) != 0;
  if (S_ISDIR(node->mode)) {
    if (is_strict) {
      sync_changes_in(disk, node->path);
    } else {
      sync_changes(disk, disk->change_count);
    }
    return;
  }
  sync_content(node);
  if (is_strict) return;
  size_t count = disk->change_count;
  while (count > 0 && disk->changes[count - 1].node != node) count--;
  sync_changes(disk, count);
}

void lose_writes(struct node *node) {
  // Sizes are no content: they last.
  struct note **place = &node->first;
  for (struct note *note; (note = *place) != nullptr;) {
    if (note->offset >= 0) {
      int64_t end = note->offset + note->count;
      int64_t size = end > note->size_before ? end : note->size_before;
      node->noted -= note->count;
      node->disk->memory -= note->count;
      note->offset = -1;
      note->count = size;
    }
    place = &note->next;
  }
}

void read_image(struct node *node, const char *path) {
  if (!S_ISREG(node->mode) || node->is_passing) return;
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  if (descriptor < 0) return;
  struct stat status;
  int64_t room = node->room, done = 0;
  if (syscall(SYS_fstat, descriptor, &status) == 0) {
    resize(&node->image, &node->size, &node->room, status.st_size);
    for (long count = 1; done < node->size && count > 0; done += count > 0 ? count : 0)
      count = syscall(SYS_pread64, descriptor, node->image + done, (size_t)(node->size - done), done);
    node->size = done;
  }
  node->disk->memory += node->room - room;
  syscall(SYS_close, descriptor);
}
