#pragma once

#include <stddef.h>

/// A file of assets/, compiled in.
typedef struct {
  /// Where it lies, relative to this target: "../../../assets/…".
  const char *_Nonnull path;
  /// Its bytes, ended by a NUL that is not part of it. No asset contains a NUL.
  const char *_Nonnull text;
} glosa_asset;

/// The asset at that place of the table in assets.c; NULL beyond its end.
const glosa_asset *_Nullable glosa_asset_at(size_t index);
