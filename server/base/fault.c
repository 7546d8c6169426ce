/* Counts the steps of OTA_FAULT and ends the process at the one it names. */
#include "server/base/fault.h"

#ifndef OTA_FAULTS

bool fault_is_named(const char *variable)
{
    (void)variable;
    return false;
}

#else

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const names[] = {
#define FAULT(name) #name,
#include "server/base/fault.def"
#undef FAULT
};

/* How often the named step was reached: the one thing here that changes, in test builds only. */
static atomic_long reached;

bool fault_is_named(const char *variable)
{
    static const char name[] = "OTA_FAULT=";
    return strncmp(variable, name, sizeof name - 1) == 0;
}

static void refuse(const char *wanted)
{
    fprintf(stderr, "OTA_FAULT is '%s', which is no step and a number: name:N\n", wanted);
    _exit(EXIT_FAILURE);
}

static int step_named(const char *name, size_t len)
{
    for (int i = 0; i < FAULT_COUNT; i++)
        if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0) return i;
    return -1;
}

void fault_reach(enum fault step)
{
    const char *wanted = getenv("OTA_FAULT");
    if (!wanted) return;
    const char *colon = strchr(wanted, ':');
    int named = colon ? step_named(wanted, (size_t)(colon - wanted)) : -1;
    long times = colon ? strtol(colon + 1, NULL, 10) : 0;
    if (named < 0 || times < 1) refuse(wanted);
    if (named != (int)step) return;
    if (atomic_fetch_add(&reached, 1) + 1 == times) _exit(FAULT_EXIT);
}

#endif
