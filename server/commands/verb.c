/* The verbs of a command: found by name, run in a session. */
#include "server/commands/verb.h"

#include <string.h>

enum exit_code verb_run(const struct invocation *v, const struct verb *verbs, size_t count,
                        const char *choice)
{
    const struct verb *verb = NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(verbs[i].name, v->words[0]) == 0) verb = &verbs[i];
    if (!verb) return invocation_refuse(v, choice);
    if (v->word_count != verb->words) return invocation_refuse(v, verb->refusal);
    struct session s;
    status bad = session_open(&s, v->settings, LOGIN_SERVER);
    if (!bad) bad = verb->run(&s, v);
    session_close(&s);
    return bad ? EXIT_FAILED : EXIT_DONE;
}
