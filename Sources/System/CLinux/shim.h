#pragma once
// The kernel's own ways to wait for things, which the Glibc module leaves out.
#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>
