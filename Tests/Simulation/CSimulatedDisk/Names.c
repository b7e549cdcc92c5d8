// Which names lead where, on the disk and to come.
#include "disk.h"

bool is_below(const char *path, const char *folder) {
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static size_t folder_length(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash == nullptr ? 0 : (size_t)(slash - path);
}

bool is_same_folder(const char *path, const char *other) {
  size_t length = folder_length(path);
  return length == folder_length(other) && memcmp(path, other, length) == 0;
}

// Where a path is, or would be.
static size_t place_of(const struct names *names, const char *path) {
  size_t low = 0, high = names->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (strcmp(names->all[middle].path, path) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// The names hold a reference each.
void set_name(struct names *names, const char *path, struct node *node) {
  size_t place = place_of(names, path);
  struct name *name = names->all + place;
  if (place < names->count && strcmp(name->path, path) == 0) {
    struct node *old = name->node;
    if (node != nullptr) {
      node->references++;
      name->node = node;
    } else {
      free(name->path);
      memmove(name, name + 1, (names->count - place - 1) * sizeof *name);
      names->count--;
    }
    release(old);
    return;
  }
  if (node == nullptr) return;
  if (names->count == names->room) {
    names->room = names->room == 0 ? 16 : names->room * 2;
    names->all = realloc(names->all, names->room * sizeof *names->all);
    name = names->all + place;
  }
  memmove(name + 1, name, (names->count - place) * sizeof *name);
  names->count++;
  node->references++;
  *name = (struct name){strdup(path), node};
}

void forget_names(struct names *names) {
  for (size_t place = 0; place < names->count; place++) {
    release(names->all[place].node);
    free(names->all[place].path);
  }
  free(names->all);
  *names = (struct names){};
}

// What lies in a directory that is renamed goes with it.
static void move_below(struct names *names, const char *from, const char *to) {
  size_t length = strlen(from);
  for (size_t place = 0; place < names->count;) {
    const char *path = names->all[place].path;
    if (strncmp(path, from, length) != 0 || path[length] != '/') {
      place++;
      continue;
    }
    char moved[path_at_most];
    struct node *node = names->all[place].node;
    if (strlen(to) + strlen(path + length) < path_at_most) {
      strcpy(stpcpy(moved, to), path + length);
      node->references++;
      set_name(names, path, nullptr);
      set_name(names, moved, node);
      release(node);
    } else {
      set_name(names, path, nullptr);
    }
    place = 0;
  }
}

void apply_change(struct names *names, const struct change *change) {
  if (change->from != nullptr) {
    // Where the old name never reached the disk, neither does that which it becomes.
    set_name(names, change->from, nullptr);
    if (change->node != nullptr && S_ISDIR(change->node->mode)) move_below(names, change->from, change->path);
  }
  set_name(names, change->path, change->node);
}

void note_change(struct disk *disk, const char *path, const char *from, struct node *node) {
  if ((disk->flags & GLOSA_DISK_STRICT_NAMES) != 0 && from != nullptr && !is_same_folder(path, from)) {
    note_change(disk, path, nullptr, node);
    note_change(disk, from, nullptr, nullptr);
    return;
  }
  if (disk->change_count == disk->change_room) {
    disk->change_room = disk->change_room == 0 ? 16 : disk->change_room * 2;
    disk->changes = realloc(disk->changes, disk->change_room * sizeof *disk->changes);
  }
  if (node != nullptr) node->references++;
  disk->changes[disk->change_count++] =
      (struct change){strdup(path), from == nullptr ? nullptr : strdup(from), node};
}

static void settle_change(struct disk *disk, struct change *change) {
  apply_change(&disk->names, change);
  free(change->path);
  free(change->from);
  if (change->node != nullptr) release(change->node);
}

void sync_changes(struct disk *disk, size_t count) {
  if (count == 0) return;
  for (size_t place = 0; place < count; place++) settle_change(disk, &disk->changes[place]);
  disk->change_count -= count;
  memmove(disk->changes, disk->changes + count, disk->change_count * sizeof *disk->changes);
}

void sync_changes_in(struct disk *disk, const char *folder) {
  size_t kept = 0, length = strlen(folder);
  for (size_t place = 0; place < disk->change_count; place++) {
    struct change *change = &disk->changes[place];
    if (folder_length(change->path) == length && memcmp(change->path, folder, length) == 0) {
      settle_change(disk, change);
    } else {
      disk->changes[kept++] = *change;
    }
  }
  disk->change_count = kept;
}
