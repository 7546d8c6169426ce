/* `ota org`: organizations. */
#include "server/commands/verb.h"

static status list(struct session *s, const struct invocation *v)
{
    const struct db_result *r;
    (void)v;
    status bad =
        session_query(s, &session_service,
                      STR("select o.id, o.type, count(m.id), o.name from public.organizations o"
                          " left join public.memberships m on m.organization_id = o.id"
                          " group by o.id, o.type, o.name order by o.name, o.id"),
                      NULL, 0, &r);
    if (bad) return bad;
    printf("%-36s  %-7s %7s  %s\n", "id", "type", "members", "name");
    for (size_t i = 0; i < db_row_count(r); i++)
        printf("%-36.*s  %-7.*s %7.*s  %.*s\n", STR_ARGS(db_value(r, i, 0)),
               STR_ARGS(db_value(r, i, 1)), STR_ARGS(db_value(r, i, 2)),
               STR_ARGS(db_value(r, i, 3)));
    return conn_commit(s->conn);
}

/* As the owner, so that the log says who made it. */
static status create(struct session *s, const struct invocation *v)
{
    const struct db_result *r;
    struct identity owner;
    const char *email = invocation_flag(v, "--owner"), *type = invocation_flag(v, "--type");
    if (!email) {
        invocation_refuse(v, "an organization has an owner: --owner EMAIL");
        return S_INVALID;
    }
    status bad = session_identity(s, str_from(email), &owner);
    if (bad) return bad;
    const str params[] = {str_from(v->words[1]), str_from(type ? type : "artist")};
    bad = session_query(s, &owner, STR("select id from public.create_organization($1, $2)"), params,
                        2, &r);
    if (bad) return bad;
    str id = session_keep(s, db_value(r, 0, 0));
    bad = conn_commit(s->conn);
    if (!bad) printf("%.*s\n", STR_ARGS(id));
    return bad;
}

static status remove_organization(struct session *s, const struct invocation *v)
{
    const struct db_result *r;
    str id = str_from(v->words[1]);
    status bad = session_query(
        s, &session_service,
        STR("delete from public.organizations where id::text = $1 returning name"), &id, 1, &r);
    if (bad) return bad;
    if (db_row_count(r) == 0) {
        fprintf(stderr, "ota: there is no organization with the id %s: `ota org list` shows them\n",
                v->words[1]);
        return S_NOT_FOUND;
    }
    str name = session_keep(s, db_value(r, 0, 0));
    bad = conn_commit(s->conn);
    if (bad)
        session_complain(s);
    else
        printf("deleted %.*s\n", STR_ARGS(name));
    return bad;
}

static const struct verb verbs[] = {
    {"list", list, 1, "list takes nothing"},
    {"create", create, 2, "which name?"},
    {"delete", remove_organization, 2, "which id? `ota org list` shows them"},
};

static enum exit_code run(const struct invocation *v)
{
    return verb_run(v, verbs, sizeof verbs / sizeof verbs[0], "it is list, create or delete");
}

const struct command command_org = {
    .name = "org",
    .summary = "list, create or delete organizations",
    .usage = "list | create NAME --owner EMAIL [--type TYPE] | delete ID",
    .details = "delete takes everything that belongs to the organization with it, for good.\n",
    .flags = {{"--owner", "EMAIL", "whose organization it is"},
              {"--type", "TYPE", "artist (the default), agency, label or venue"}},
    .words_min = 1,
    .words_max = 2,
    .run = run,
};
