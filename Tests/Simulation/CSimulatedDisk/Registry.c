// Which folders are watched, and which descriptors belong to them.
#include "disk.h"

enum { bucket_count = 1024, descriptors_at_most = 1 << 16 };

static struct disk *buckets[bucket_count];
static atomic_int watched;
static struct node *_Atomic descriptors[descriptors_at_most];
// For reading while a disk is used; for writing while one comes or goes.
static pthread_rwlock_t registry = PTHREAD_RWLOCK_INITIALIZER;

bool is_watching(void) { return atomic_load_explicit(&watched, memory_order_relaxed) != 0; }

// FNV-1a
static const uint32_t no_hash = 2166136261u;
static uint32_t hash_on(uint32_t hash, char byte) { return (hash ^ (unsigned char)byte) * 16777619u; }

static struct disk *find(const char *path, size_t length, uint32_t hash) {
  for (struct disk *disk = buckets[hash % bucket_count]; disk != nullptr; disk = disk->next)
    if (disk->length == length && memcmp(disk->path, path, length) == 0) return disk;
  return nullptr;
}

static struct disk *disk_of(const char *path) {
  uint32_t hash = no_hash;
  for (size_t length = 0;; hash = hash_on(hash, path[length++])) {
    if (length > 0 && (path[length] == '/' || path[length] == 0)) {
      struct disk *disk = find(path, length, hash);
      if (disk != nullptr) return disk;
    }
    if (path[length] == 0) return nullptr;
  }
}

const char *absolute(int folder, const char *path, char buffer[path_at_most]) {
  if (path == nullptr) return nullptr;
  size_t length = 0;
  if (path[0] != '/') {
    ssize_t count;
    if (folder == AT_FDCWD) {
      count = syscall(SYS_getcwd, buffer, (size_t)path_at_most) - 1;
    } else {
      char link[32] = "/proc/self/fd/";
      char digits[12];
      size_t digit = 0, end = strlen(link);
      for (int rest = folder; digit == 0 || rest > 0; rest /= 10) digits[digit++] = (char)('0' + rest % 10);
      while (digit > 0) link[end++] = digits[--digit];
      count = syscall(SYS_readlinkat, AT_FDCWD, link, buffer, (size_t)path_at_most);
    }
    if (count <= 0 || count >= path_at_most) return nullptr;
    length = count == 1 ? 0 : (size_t)count;
  }
  for (const char *part = path; *part != 0;) {
    while (*part == '/') part++;
    size_t count = strcspn(part, "/");
    if (count == 2 && part[0] == '.' && part[1] == '.') {
      while (length > 0 && buffer[--length] != '/') {}
    } else if (count > 0 && !(count == 1 && part[0] == '.')) {
      if (length + count + 2 > path_at_most) return nullptr;
      buffer[length++] = '/';
      memcpy(buffer + length, part, count);
      length += count;
    }
    part += count;
  }
  buffer[length] = 0;
  return buffer;
}

struct disk *enter(const char *path) {
  if (path == nullptr) return nullptr;
  pthread_rwlock_rdlock(&registry);
  struct disk *disk = disk_of(path);
  if (disk == nullptr) {
    pthread_rwlock_unlock(&registry);
  } else {
    pthread_mutex_lock(&disk->lock);
  }
  return disk;
}

void leave(struct disk *disk) {
  pthread_mutex_unlock(&disk->lock);
  pthread_rwlock_unlock(&registry);
}

bool is_noted(int descriptor) {
  return descriptor >= 0 && descriptor < descriptors_at_most &&
         atomic_load_explicit(&descriptors[descriptor], memory_order_relaxed) != nullptr;
}

struct node *enter_descriptor(int descriptor) {
  if (!is_noted(descriptor)) return nullptr;
  pthread_rwlock_rdlock(&registry);
  struct node *node = atomic_load(&descriptors[descriptor]);
  if (node == nullptr) {
    pthread_rwlock_unlock(&registry);
  } else {
    pthread_mutex_lock(&node->disk->lock);
  }
  return node;
}

void set_descriptor(int descriptor, struct node *node) {
  if (descriptor < 0 || descriptor >= descriptors_at_most) return;
  if (node != nullptr) node->references++;
  struct node *old = atomic_exchange(&descriptors[descriptor], node);
  if (old != nullptr) release(old);
}

void glosa_disk_watch(const char *folder, uint32_t flags) {
  char buffer[path_at_most];
  const char *path = absolute(AT_FDCWD, folder, buffer);
  if (path == nullptr) return;
  struct disk *disk = calloc(1, sizeof *disk);
  disk->path = strdup(path);
  disk->length = strlen(path);
  disk->flags = flags;
  pthread_mutex_init(&disk->lock, nullptr);
  uint32_t hash = no_hash;
  for (size_t place = 0; place < disk->length; place++) hash = hash_on(hash, path[place]);
  pthread_rwlock_wrlock(&registry);
  disk->next = buckets[hash % bucket_count];
  buckets[hash % bucket_count] = disk;
  atomic_fetch_add(&watched, 1);
  pthread_rwlock_unlock(&registry);
  glosa_disk_settle(path);
}

static void discard(struct disk *disk) {
  for (int descriptor = 0; descriptor < descriptors_at_most; descriptor++) {
    struct node *node = atomic_load_explicit(&descriptors[descriptor], memory_order_relaxed);
    if (node != nullptr && node->disk == disk) set_descriptor(descriptor, nullptr);
  }
  sync_changes(disk, disk->change_count);
  forget_names(&disk->names);
  while (disk->nodes != nullptr) {
    disk->nodes->references = 1;
    release(disk->nodes);
  }
  free(disk->changes);
  for (struct fault *fault = disk->faults; fault != nullptr;) {
    struct fault *next = fault->next;
    free(fault->folder);
    free(fault);
    fault = next;
  }
  pthread_mutex_destroy(&disk->lock);
  free(disk->path);
  free(disk);
}

void glosa_disk_forget(const char *folder) {
  char buffer[path_at_most];
  const char *path = absolute(AT_FDCWD, folder, buffer);
  if (path == nullptr) return;
  pthread_rwlock_wrlock(&registry);
  struct disk *disk = disk_of(path);
  if (disk != nullptr && strcmp(disk->path, path) == 0) {
    for (size_t bucket = 0; bucket < bucket_count; bucket++)
      for (struct disk **place = &buckets[bucket]; *place != nullptr; place = &(*place)->next)
        if (*place == disk) {
          *place = disk->next;
          break;
        }
    atomic_fetch_sub(&watched, 1);
    discard(disk);
  }
  pthread_rwlock_unlock(&registry);
}
