#pragma once

/// The environment variable with how many seconds the clock is ahead; negative where it is behind.
extern const char glosa_wrong_clock[];
