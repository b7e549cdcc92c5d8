#pragma once

/*
 The door to ncurses, which draws; and the few calls of C that Swift can't make.

 Swift sees neither macros with arguments nor variadic functions, and under strict concurrency no C globals
 (`stdscr`, `LINES`, `COLORS`): each gets an inline function here. Keys are read and understood in Swift.
*/

#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
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
