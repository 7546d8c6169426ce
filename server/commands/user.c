/* `ota user`: accounts. */
#include "server/auth/auth.h"
#include "server/commands/verb.h"

static status list(struct session *s, const struct invocation *v)
{
    const struct db_result *r;
    (void)v;
    status bad = session_query(s, &session_auth,
                               STR("select email, id, to_char(created_at, 'YYYY-MM-DD'),"
                                   " coalesce(to_char(last_sign_in_at, 'YYYY-MM-DD'), 'never')"
                                   " from auth.users order by email"),
                               NULL, 0, &r);
    if (bad) return bad;
    printf("%-36s %-36s %-10s  %s\n", "email", "id", "created", "last sign-in");
    for (size_t i = 0; i < db_row_count(r); i++)
        printf("%-36.*s %-36.*s %-10.*s  %.*s\n", STR_ARGS(db_value(r, i, 0)),
               STR_ARGS(db_value(r, i, 1)), STR_ARGS(db_value(r, i, 2)),
               STR_ARGS(db_value(r, i, 3)));
    return conn_commit(s->conn);
}

static status create(struct session *s, const struct invocation *v)
{
    const struct db_result *r;
    str email = str_from(v->words[1]);
    status bad = session_query(
        s, &session_auth, STR("insert into auth.users (email) values (lower($1)) returning id"),
        &email, 1, &r);
    if (bad) return bad;
    printf("%.*s\n", STR_ARGS(db_value(r, 0, 0)));
    return conn_commit(s->conn);
}

static status issue_link(struct session *s, const struct invocation *v)
{
    str link, code, email = str_from(v->words[1]);
    status bad = auth_issue_link(v->settings, s->conn, &s->arena, email, &link, &code);
    if (bad == S_INVALID)
        fprintf(stderr, "ota: '%.*s' is not an e-mail address\n", STR_ARGS(email));
    else if (bad)
        session_complain(s);
    else
        printf("%.*s\ncode %.*s\n", STR_ARGS(link), STR_ARGS(code));
    return bad;
}

static status remove_account(struct session *s, const struct invocation *v)
{
    const struct db_result *r;
    str email = str_from(v->words[1]);
    status bad = session_query(
        s, &session_auth, STR("delete from auth.users where email = lower($1)"), &email, 1, &r);
    if (bad == S_MISSING_PARENT)
        fputs("ota: the account belongs to organizations still: end its memberships first\n",
              stderr);
    if (bad) return bad;
    if (db_affected(r) == 0) {
        fprintf(stderr, "ota: there is no account %.*s\n", STR_ARGS(email));
        return S_NOT_FOUND;
    }
    bad = conn_commit(s->conn);
    if (bad)
        session_complain(s);
    else
        printf("deleted %.*s\n", STR_ARGS(email));
    return bad;
}

static const struct verb verbs[] = {
    {"list", list, 1, "list takes no address"},
    {"create", create, 2, "which e-mail address?"},
    {"link", issue_link, 2, "which e-mail address?"},
    {"delete", remove_account, 2, "which e-mail address?"},
};

static enum exit_code run(const struct invocation *v)
{
    return verb_run(v, verbs, sizeof verbs / sizeof verbs[0], "it is list, create, link or delete");
}

const struct command command_user = {
    .name = "user",
    .summary = "list, create or delete accounts, or make a sign-in link",
    .usage = "list | create EMAIL | link EMAIL | delete EMAIL",
    .details = "link prints a link and a code that sign in once, without a mail.\n",
    .words_min = 1,
    .words_max = 2,
    .run = run,
};
