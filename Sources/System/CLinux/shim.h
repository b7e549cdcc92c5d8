#pragma once
// The kernel's own ways to wait for things, and to say where a thread runs or a file lies, which the Glibc module leaves out.
#include <errno.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <unistd.h>

// <sched.h> keeps these to programs that ask for GNU's own.
int sched_setaffinity(pid_t thread, size_t size, const cpu_set_t *set);
int sched_getaffinity(pid_t thread, size_t size, cpu_set_t *set);
