#pragma once
// The kernel's own ways to wait for things and to say where a file lies, which the Glibc module leaves out.
#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/types.h>
#include <sys/vfs.h>
#include <unistd.h>
