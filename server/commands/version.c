/* `ota version`: what this is. */
#include "server/commands/command.h"

static enum exit_code run(const struct invocation *v)
{
    (void)v;
    printf("ota %s\n", OTA_VERSION);
    return EXIT_DONE;
}

const struct command command_version = {
    .name = "version",
    .summary = "print the version",
    .usage = "",
    .details = "",
    .run = run,
};
