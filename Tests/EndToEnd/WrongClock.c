// Preloaded into a program, makes its time of day wrong by GLOSA_WRONG_CLOCK seconds. Time that passes is left alone, and
// so are timers. (libfaketime moves absolute timers of the monotonic clock along, and they never fire.)

#define _GNU_SOURCE
#include <dlfcn.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long long shift(void) {
  const char *text = getenv("GLOSA_WRONG_CLOCK");
  return text ? atoll(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  if (syscall(SYS_clock_gettime, clock, time) != 0) return -1;
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) time->tv_sec += shift();
  return 0;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) *result = now.tv_sec;
  return now.tv_sec;
}

// A deadline of the wrong clock is waited for by the right one.
int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict deadline) {
  int (*wait)(sem_t *, const struct timespec *) = (int (*)(sem_t *, const struct timespec *))dlsym(RTLD_NEXT, "sem_timedwait");
  struct timespec right = *deadline;
  right.tv_sec -= shift();
  return wait(semaphore, &right);
}
