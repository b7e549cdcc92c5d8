#define _GNU_SOURCE
#include "CTerminalGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

/*
 What a signal handler may touch: everything it needs, ready in static memory, because a handler may neither
 allocate nor call ncurses.
*/
#define SIGNALS 65

struct guard {
  volatile sig_atomic_t armed;
  int terminal;
  struct termios settings;
  char sequence[512];
  size_t length;
  int standard_error; /* where it went before it was captured; -1 while it is not */
  int captured;
  int wake;
  struct sigaction before[SIGNALS];
  bool replaced[SIGNALS];
};

static struct guard guard = {.standard_error = -1, .captured = -1, .wake = -1};

/* Writes all of it; safe in a signal handler. */
static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

void glosa_release_standard_error(void) {
  if (guard.standard_error < 0) return;
  dup2(guard.standard_error, STDERR_FILENO);
  close(guard.standard_error);
  guard.standard_error = -1;
  if (lseek(guard.captured, 0, SEEK_SET) == 0) {
    char buffer[4096];
    ssize_t count;
    while ((count = read(guard.captured, buffer, sizeof buffer)) > 0)
      write_all(STDERR_FILENO, buffer, (size_t)count);
  }
  close(guard.captured);
  guard.captured = -1;
}

void glosa_capture_standard_error(void) {
  if (guard.standard_error >= 0) return;
  int file = memfd_create("standard error", MFD_CLOEXEC);
  if (file < 0) return;
  int before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (before < 0 || dup2(file, STDERR_FILENO) < 0) {
    if (before >= 0) close(before);
    close(file);
    return;
  }
  guard.captured = file;
  guard.standard_error = before;
}

void glosa_remember_settings(int terminal) {
  guard.armed = 0;
  guard.terminal = terminal;
  guard.length = 0;
  tcgetattr(terminal, &guard.settings);
}

void glosa_remember_sequence(const char *sequence, size_t length) {
  guard.length = length < sizeof guard.sequence ? length : sizeof guard.sequence;
  memcpy(guard.sequence, sequence, guard.length);
}

void glosa_restore_settings(void) {
  if (guard.armed) tcsetattr(guard.terminal, TCSANOW, &guard.settings);
}

void glosa_arm(bool armed) { guard.armed = armed; }

/* The crash: the terminal first, then whoever was to have the signal, so that the backtrace is still printed. */
static void crashed(int signal, siginfo_t *info, void *context) {
  (void)context;
  if (guard.armed) {
    guard.armed = 0;
    write_all(STDOUT_FILENO, guard.sequence, guard.length);
    tcsetattr(guard.terminal, TCSANOW, &guard.settings);
    glosa_release_standard_error();
  }
  sigaction(signal, &guard.before[signal], NULL);
  /* A fault of the processor comes again by itself on return, at the place it belongs to. One that was sent does not,
     and who had the signal before may print its backtrace and return as if all were well: the end is then ours. */
  if (info->si_code <= 0) {
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    raise(signal);
    struct sigaction end = {0};
    end.sa_handler = SIG_DFL;
    sigaction(signal, &end, NULL);
    raise(signal);
  }
}

/* Something for the loop: one byte, the number of the signal, into the pipe it polls. */
static void woken(int signal) {
  int before = errno;
  char byte = (char)signal;
  ssize_t written = write(guard.wake, &byte, 1);
  (void)written;
  errno = before;
}

void glosa_install_handlers(int wake) {
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  static const int wakers[] = {SIGWINCH, SIGCONT, SIGTSTP};
  guard.wake = wake;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
    struct sigaction action = {0};
    action.sa_sigaction = crashed;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    guard.replaced[crashes[i]] =
        sigaction(crashes[i], &action, &guard.before[crashes[i]]) == 0;
  }
  for (size_t i = 0; i < sizeof wakers / sizeof *wakers; i++) {
    struct sigaction action = {0};
    action.sa_handler = woken;
    sigemptyset(&action.sa_mask);
    guard.replaced[wakers[i]] = sigaction(wakers[i], &action, &guard.before[wakers[i]]) == 0;
  }
}

void glosa_remove_handlers(void) {
  for (int signal = 1; signal < SIGNALS; signal++) {
    if (!guard.replaced[signal]) continue;
    sigaction(signal, &guard.before[signal], NULL);
    guard.replaced[signal] = false;
  }
  guard.wake = -1;
}

void glosa_guard_signals(struct sigaction *saved, bool restore) {
  static const int taken[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  for (size_t i = 0; i < 4; i++)
    sigaction(taken[i], restore ? &saved[i] : NULL, restore ? NULL : &saved[i]);
}

void glosa_stop(void) {
  struct sigaction action = {0}, before;
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, &before);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}
