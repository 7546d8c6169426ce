/* The verbs of a command, as in `ota org list`: each works in a session of the database.
 *
 *     static const struct verb verbs[] = {{"list", list, 1, "list takes nothing"}, …};
 *     return verb_run(v, verbs, sizeof verbs / sizeof verbs[0], "it is list, create or delete");
 */
#ifndef OTA_COMMANDS_VERB_H
#define OTA_COMMANDS_VERB_H

#include "server/commands/command.h"
#include "server/commands/session.h"

struct verb {
    const char *name;
    status (*run)(struct session *s, const struct invocation *v);
    size_t words;        /* with the verb itself */
    const char *refusal; /* said of more words, or fewer */
};

/* Runs the verb that the first word names; `choice` is said of a word that names none. */
enum exit_code verb_run(const struct invocation *v, const struct verb *verbs, size_t count,
                        const char *choice);

#endif
