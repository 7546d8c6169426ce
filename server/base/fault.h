/* Death at a named step, for tests of what a crash leaves behind.
 *
 * A build with OTA_FAULTS reads OTA_FAULT=name:N and ends the process by _exit, without any
 * cleaning up, when step `name` of fault.def is reached for the Nth time. In every other build
 * FAULT_POINT is nothing. */
#ifndef OTA_BASE_FAULT_H
#define OTA_BASE_FAULT_H

#include <stdbool.h>

enum fault {
#define FAULT(name) FAULT_##name,
#include "server/base/fault.def"
#undef FAULT
    FAULT_COUNT
};

/* The exit status of such a death, unlike that of any other end. */
enum { FAULT_EXIT = 86 };

/* Is this line of the environment OTA_FAULT, in a build that obeys it? It is no setting. */
bool fault_is_named(const char *variable);

#ifdef OTA_FAULTS
/* From any thread. An OTA_FAULT that names no step ends the process at the first, with words. */
void fault_reach(enum fault step);
#define FAULT_POINT(step) fault_reach(FAULT_##step)
#else
#define FAULT_POINT(step) ((void)0)
#endif

#endif
