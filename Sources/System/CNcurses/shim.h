#pragma once

/*
 The door to ncurses, which draws; and the few calls of C that Swift can't make.

 Swift sees neither macros with arguments nor variadic functions, and under strict concurrency no C globals
 (`stdscr`, `LINES`, `COLORS`): each gets an inline function here. Keys are read and understood in Swift.
*/

#define NCURSES_WIDECHAR 1
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

/* Starts ncurses on standard output and input; NULL where it does not know the kind of terminal. */
static inline SCREEN *glosa_open_screen(void) {
  use_env(FALSE);
  use_tioctl(TRUE);
  SCREEN *screen = newterm(NULL, stdout, stdin);
  if (screen == NULL) return NULL;
  set_term(screen);
  raw();
  noecho();
  nonl();
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  return screen;
}

/* Sets up colours on the terminal's own background; how many the terminal has, 0 for none. */
static inline int glosa_start_colours(void) {
  if (!has_colors() || start_color() == ERR) return 0;
  use_default_colors();
  return COLORS;
}

static inline void glosa_move(int row, int column) { wmove(stdscr, row, column); }

/* Puts one character with its marks, a string ending in 0, at a place. */
static inline void glosa_put(int row, int column, const wchar_t *text, attr_t attributes, short pair) {
  cchar_t cell;
  if (setcchar(&cell, text, attributes, pair, NULL) == ERR) return;
  mvwadd_wch(stdscr, row, column, &cell);
}

static inline void glosa_flush(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

/* Makes the next flush paint everything anew, as after somebody else wrote to the terminal. */
static inline void glosa_repaint(void) { clearok(curscr, TRUE); }

/* Makes the next flush write a row whole, whatever ncurses believes to stand there. */
static inline void glosa_distrust_row(int row) { wredrawln(stdscr, row, 1); }

static inline attr_t glosa_bold(void) { return A_BOLD; }
static inline attr_t glosa_dim(void) { return A_DIM; }
static inline attr_t glosa_underline(void) { return A_UNDERLINE; }
static inline attr_t glosa_reverse(void) { return A_REVERSE; }

/* A string capability of the terminal, NULL where it has none. */
static inline const char *glosa_capability(const char *name) {
  char *value = tigetstr(name);
  return value == NULL || value == (char *)-1 ? NULL : value;
}

/* The size that ncurses draws in. */
static inline void glosa_drawn_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }

/* The size of a terminal in cells; false where it has none to tell. */
static inline bool glosa_window_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return true;
}

static inline const char *glosa_character_set(void) { return nl_langinfo(CODESET); }

/* A descriptor that is readable when one of two is; -1, which poll passes over, where there is none to have. */
static inline int glosa_either(int first, int second) {
  int descriptor = epoll_create1(EPOLL_CLOEXEC);
  int sources[] = {first, second};
  for (int i = 0; i < 2; i++) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = sources[i]};
    epoll_ctl(descriptor, EPOLL_CTL_ADD, sources[i], &event);
  }
  return descriptor;
}

/* A file without a name, in memory; -1 where there is none to have. */
static inline int glosa_memory_file(void) {
  unsigned closeOnExec = 1;
  return (int)syscall(SYS_memfd_create, "standard error", closeOnExec);
}

/*
 What a signal handler may touch: everything it needs, ready in static memory, because a handler may neither
 allocate nor call ncurses. Only `Rescue.swift` calls the functions that use it: each file that did would get a
 copy of its own.
*/
#define GLOSA_SIGNALS 65

struct glosa_rescue {
  volatile sig_atomic_t armed;
  int terminal;
  struct termios settings;
  char sequence[512];
  size_t length;
  int standard_error; /* where it went before it was captured; -1 while it is not */
  int captured;
  int wake;
  struct sigaction before[GLOSA_SIGNALS];
  bool replaced[GLOSA_SIGNALS];
};

static struct glosa_rescue glosa_rescue = {.standard_error = -1, .captured = -1, .wake = -1};

/* Writes all of it; safe in a signal handler. */
static inline void glosa_write(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

/* Gives standard error back and hands on what was written to it meanwhile; safe in a signal handler. */
static inline void glosa_release_standard_error(void) {
  if (glosa_rescue.standard_error < 0) return;
  dup2(glosa_rescue.standard_error, STDERR_FILENO);
  close(glosa_rescue.standard_error);
  glosa_rescue.standard_error = -1;
  if (lseek(glosa_rescue.captured, 0, SEEK_SET) == 0) {
    char buffer[4096];
    ssize_t count;
    while ((count = read(glosa_rescue.captured, buffer, sizeof buffer)) > 0)
      glosa_write(STDERR_FILENO, buffer, (size_t)count);
  }
  close(glosa_rescue.captured);
  glosa_rescue.captured = -1;
}

static inline void glosa_capture_standard_error(void) {
  if (glosa_rescue.standard_error >= 0) return;
  int file = glosa_memory_file();
  if (file < 0) return;
  int before = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (before < 0 || dup2(file, STDERR_FILENO) < 0) {
    if (before >= 0) close(before);
    close(file);
    return;
  }
  glosa_rescue.captured = file;
  glosa_rescue.standard_error = before;
}

/* Remembers how the terminal is now. */
static inline void glosa_remember_settings(int terminal) {
  glosa_rescue.armed = 0;
  glosa_rescue.terminal = terminal;
  glosa_rescue.length = 0;
  tcgetattr(terminal, &glosa_rescue.settings);
}

/* Remembers what to send to the terminal to undo what was sent. */
static inline void glosa_remember_sequence(const char *sequence, size_t length) {
  glosa_rescue.length = length < sizeof glosa_rescue.sequence ? length : sizeof glosa_rescue.sequence;
  memcpy(glosa_rescue.sequence, sequence, glosa_rescue.length);
}

/* The settings alone, where nothing can be written any more. */
static inline void glosa_restore_settings(void) {
  if (glosa_rescue.armed) tcsetattr(glosa_rescue.terminal, TCSANOW, &glosa_rescue.settings);
}

/* While armed, a crash puts the terminal back. */
static inline void glosa_arm(bool armed) { glosa_rescue.armed = armed; }

/* The crash: the terminal first, then whoever was to have the signal, so that the backtrace is still printed. */
static void glosa_crashed(int signal, siginfo_t *info, void *context) {
  (void)context;
  if (glosa_rescue.armed) {
    glosa_rescue.armed = 0;
    glosa_write(STDOUT_FILENO, glosa_rescue.sequence, glosa_rescue.length);
    tcsetattr(glosa_rescue.terminal, TCSANOW, &glosa_rescue.settings);
    glosa_release_standard_error();
  }
  sigaction(signal, &glosa_rescue.before[signal], NULL);
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
static void glosa_woken(int signal) {
  int before = errno;
  char byte = (char)signal;
  ssize_t written = write(glosa_rescue.wake, &byte, 1);
  (void)written;
  errno = before;
}

/* Installs the handlers; `wake` is the writing end of a non-blocking pipe. */
static inline void glosa_install_handlers(int wake) {
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
  static const int wakers[] = {SIGWINCH, SIGCONT, SIGTSTP};
  glosa_rescue.wake = wake;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
    struct sigaction action = {0};
    action.sa_sigaction = glosa_crashed;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    glosa_rescue.replaced[crashes[i]] =
        sigaction(crashes[i], &action, &glosa_rescue.before[crashes[i]]) == 0;
  }
  for (size_t i = 0; i < sizeof wakers / sizeof *wakers; i++) {
    struct sigaction action = {0};
    action.sa_handler = glosa_woken;
    sigemptyset(&action.sa_mask);
    glosa_rescue.replaced[wakers[i]] = sigaction(wakers[i], &action, &glosa_rescue.before[wakers[i]]) == 0;
  }
}

/* Gives every signal back to whom it belonged. */
static inline void glosa_remove_handlers(void) {
  for (int signal = 1; signal < GLOSA_SIGNALS; signal++) {
    if (!glosa_rescue.replaced[signal]) continue;
    sigaction(signal, &glosa_rescue.before[signal], NULL);
    glosa_rescue.replaced[signal] = false;
  }
  glosa_rescue.wake = -1;
}

/* Keeps or puts back the actions of the signals that ncurses takes for itself when it starts. */
static inline void glosa_guard_signals(struct sigaction *saved, bool restore) {
  static const int taken[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
  for (size_t i = 0; i < 4; i++)
    sigaction(taken[i], restore ? &saved[i] : NULL, restore ? NULL : &saved[i]);
}

/* Stops this process as Ctrl-Z does; returns when it is continued. */
static inline void glosa_stop(void) {
  struct sigaction action = {0}, before;
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, &before);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}
