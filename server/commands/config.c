/* `ota config`: every setting, its value and what it is for. */
#include "server/commands/command.h"

static enum exit_code run(const struct invocation *v)
{
    settings_print(v->settings, stdout);
    return EXIT_DONE;
}

const struct command command_config = {
    .name = "config",
    .summary = "list every setting with its value",
    .usage = "[--settings FILE]",
    .details = "Each setting is OTA_ and its name in capitals in the environment, or a line\n"
               "\"name = value\" in a settings file. The environment counts more.\n",
    .run = run,
};
