/* What a user-visible command is: one file each, with a declarative entry. */
#ifndef OTA_COMMANDS_COMMAND_H
#define OTA_COMMANDS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "server/base/settings.h"
#include "server/server.h"

enum { FLAGS_MAX = 8, FLAG_USES_MAX = 32, WORDS_MAX = 4 };
enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct flag {
    const char *name;  /* "--dry-run" */
    const char *value; /* what stands for its value in --help, "FILE"; NULL: it takes none */
    const char *help;
};

struct invocation;

struct command {
    const char *name;
    const char *summary; /* one line */
    const char *usage;   /* what follows the name, "FILE --tour NAME [--dry-run]"; "" for nothing */
    const char *details; /* further lines of --help, each with its \n; "" for none */
    struct flag flags[FLAGS_MAX]; /* up to the first without a name */
    size_t words_min, words_max;  /* arguments that are not flags */
    enum exit_code (*run)(const struct invocation *v);
};

/* A command line, taken apart. */
struct invocation {
    const struct command *command;
    struct settings *settings; /* loaded */
    const char *words[WORDS_MAX];
    size_t word_count;
    struct flag_use {
        const struct flag *flag;
        const char *value;
    } uses[FLAG_USES_MAX]; /* in their order; a flag may be repeated */
    size_t use_count;
    const struct part *parts; /* of a server, for those that start one */
    size_t part_count;
};

int command_main(int argc, char **argv, const struct part *parts, size_t part_count);

/* The last value of a flag; NULL when it was not given ("" for one without value). */
const char *invocation_flag(const struct invocation *v, const char *name);
bool invocation_has(const struct invocation *v, const char *name);

/* Says how the command is used, and gives EXIT_USAGE. */
enum exit_code invocation_refuse(const struct invocation *v, const char *why);

/* The name among `names` that `wrong` was probably meant to be; NULL when none is near. */
const char *nearest_name(const char *wrong, const char *const *names, size_t count);

/* Every command: commands.def. */
#define COMMAND(name) extern const struct command command_##name;
#include "server/commands/commands.def"
#undef COMMAND

#endif
