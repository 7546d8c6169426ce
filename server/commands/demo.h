/* Who the demo signs in as. */
#ifndef OTA_COMMANDS_DEMO_H
#define OTA_COMMANDS_DEMO_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

struct conn;
struct settings;

enum { DEMO_BYTES_MAX = 1024 * 1024 };

/* A sign-in link for the demo's tour manager; S_NOT_FOUND when the demo is not loaded. */
MUST_CHECK status demo_link(const struct settings *settings, struct conn *c, struct arena *a,
                            str *link);

#endif
