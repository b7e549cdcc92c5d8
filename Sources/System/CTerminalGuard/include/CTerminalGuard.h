#pragma once

/*
 Gives the terminal back after a crash, keeps standard error aside while the screen is ours, and turns signals into bytes
 of a pipe. There is one guard a process. All but what says otherwise is called from the thread that owns the terminal.
*/

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* Gives standard error back and hands on what was written to it meanwhile; safe in a signal handler. */
void glosa_release_standard_error(void);

void glosa_capture_standard_error(void);

/* Remembers how the terminal is now. */
void glosa_remember_settings(int terminal);

/* Remembers what to send to the terminal to undo what was sent. */
void glosa_remember_sequence(const char *sequence, size_t length);

/* The settings alone, where nothing can be written any more. */
void glosa_restore_settings(void);

/* While armed, a crash puts the terminal back. */
void glosa_arm(bool armed);

/* Installs the handlers; `wake` is the writing end of a non-blocking pipe. */
void glosa_install_handlers(int wake);

/* Gives every signal back to whom it belonged. */
void glosa_remove_handlers(void);

/* Keeps or puts back the actions of the signals that ncurses takes for itself when it starts. */
void glosa_guard_signals(struct sigaction *saved, bool restore);

/* Stops this process as Ctrl-Z does; returns when it is continued. */
void glosa_stop(void);
