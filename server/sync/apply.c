/* Insert, update and delete as a client asked for them, and what stands in their way. */
#include "server/sync/apply.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/merge.h"
#include "core/schema.h"
#include "server/db/query.h"
#include "server/db/work.h"
#include "server/sync/judge.h"
#include "server/sync/operate.h"
#include "server/sync/others.h"
#include "server/sync/row_sql.h"

enum { SET_TEXT_BYTES_MAX = 64 << 10 };

/* A mutation's values as columns and parameters; $1 and $2 are the organization and the id. */
struct columns {
    str names[JUDGE_FIELDS_MAX];
    str params[JUDGE_FIELDS_MAX + 2];
    size_t count;
};

void outcome_reject(struct outcome *out, const char *code, str message)
{
    out->kind = OUTCOME_REJECTED;
    out->code = code;
    out->message = message;
}

bool apply_is_refusal(status s, const char *sqlstate)
{
    bool is_retry = strncmp(sqlstate, "40", 2) == 0;
    return !is_retry &&
           (s == S_DUPLICATE || s == S_MISSING_PARENT || s == S_NO_ACCESS || s == S_INVALID ||
            s == S_NOT_FOUND || s == S_REFUSED || s == S_CONFLICT || s == S_DATABASE);
}

/* A set as PostgreSQL's array, anything else as JSON. */
static str nested_text(const struct push *p, const struct field *f, json_t *value)
{
    struct buf b;
    size_t i;
    json_t *entry;
    if (!f || (f->kind != KIND_ids && f->kind != KIND_choices)) return canonical_json(p, value);
    buf_init_arena(&b, p->arena, SET_TEXT_BYTES_MAX);
    buf_add_char(&b, '{');
    json_array_foreach(value, i, entry)
    {
        if (i) buf_add_char(&b, ',');
        buf_add_json(&b, str_from(json_string_value(entry)));
    }
    buf_add_char(&b, '}');
    return b.is_full ? (str){NULL, 0} : buf_str(&b);
}

/* A JSON value as the text that PostgreSQL reads into the column's type. */
static status add_column(const struct push *p, const struct mutation *m, struct columns *c,
                         const char *name, json_t *value)
{
    char number[64];
    str text = {json_string_value(value), json_string_length(value)};
    if (json_is_integer(value))
        snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_real(value))
        judge_real(json_real_value(value), number);
    if (json_is_number(value)) text = (str){arena_copy(p->arena, str_from(number)), strlen(number)};
    if (json_is_boolean(value)) text = json_is_true(value) ? STR("true") : STR("false");
    if (json_is_array(value) || json_is_object(value))
        text = nested_text(p, operate_field(m, name), value);
    if (!text.data && !json_is_null(value)) return S_OVER_LIMIT;
    c->names[c->count] = str_from(name);
    c->params[2 + c->count++] = text;
    return S_OK;
}

static void begin_columns(const struct push *p, const struct mutation *m, struct columns *c)
{
    c->count = 0;
    c->params[0] = p->organization_id;
    c->params[1] = m->id;
}

/* Runs one of the row's statements; the number of rows it touched. */
static status write_row(const struct push *p, const struct mutation *m, enum row_sql what,
                        const struct columns *c, int64_t *touched)
{
    const struct db_result *result;
    str sql;
    status s = row_sql(p->arena, p->catalog, what, m->table, c->names, c->count, &sql);
    if (s) return s;
    size_t given = what == ROW_SQL_TOUCH ? 0 : c->count;
    s = conn_query(p->conn, sql, c->params, 2 + given, &result);
    if (!s) *touched = db_affected(result);
    return s;
}

/* May this user do `action` to rows of the mutation's table at all? */
static status ask_right(const struct push *p, const struct mutation *m, str action, bool *has_right)
{
    const struct db_result *rows;
    const str params[] = {p->organization_id, judge_resource(m->table), action};
    status s = conn_query(p->conn,
                          STR("select $1::uuid = any (auth.organizations($2, $3) "
                              "|| auth.organizations_own($2, $3))"),
                          params, 3, &rows);
    if (!s) *has_right = str_equal(db_value(rows, 0, 0), STR("t"));
    return s;
}

/* What the user wanted a field of a lost row to be: with an operation, what it makes of the last
 * value that is known. */
static str wanted_json(const struct push *p, const struct mutation *m, const char *name,
                       json_t *last, json_t *mine)
{
    struct outcome ignored = {0};
    json_t *made =
        last && operate_is(m, name, mine) ? operate_on(p, m, name, last, &ignored) : NULL;
    str text = canonical_json(p, made ? made : mine);
    json_decref(made);
    return text;
}

/* The row is not there: deleted by others, never there, or not for this user's eyes. */
static status meet_nothing(const struct push *p, const struct mutation *m, const struct others *o,
                           struct outcome *out)
{
    bool has_right = false;
    str action = m->op == MUTATION_DELETE ? STR("delete") : STR("write");
    status s = ask_right(p, m, action, &has_right);
    if (s) return s;
    if (!has_right)
        return outcome_reject(out, "no_access", str_from(status_words(S_NO_ACCESS))), S_OK;
    if (m->op == MUTATION_DELETE) return S_OK;
    if (!o->has_deleted && m->base_seq >= p->horizon)
        return outcome_reject(out, "not_found", STR("the row is not there")), S_OK;
    struct lost_field lost[JUDGE_FIELDS_MAX];
    size_t count = 0;
    const char *name;
    json_t *mine;
    json_object_foreach(m->values, name, mine)
    {
        json_t *base = json_object_get(o->bases, name);
        if (!base) base = json_object_get(o->deleted, name);
        json_t *last = o->deleted ? json_object_get(o->deleted, name) : base;
        str wanted = wanted_json(p, m, name, last, mine);
        lost[count++] =
            (struct lost_field){str_from(name), canonical_json(p, base), wanted, STR("null")};
    }
    return others_write_conflict(o, p, m, true, lost, count, out);
}

/* The row as it is and as it would be with the mutation's values; both NULL when it is not there.
 */
static status read_both(const struct push *p, const struct mutation *m, json_t **now,
                        json_t **after)
{
    const struct db_result *rows;
    str sql;
    str params[] = {p->organization_id, m->id, STR("{}")};
    json_t *plain = operate_plain(m);
    *now = *after = NULL;
    params[2] = plain ? canonical_json(p, plain) : (str){NULL, 0};
    json_decref(plain);
    if (!params[2].data) return S_OVER_LIMIT;
    status s = row_sql(p->arena, p->catalog, ROW_SQL_COMPARE, m->table, NULL, 0, &sql);
    if (!s) s = conn_query(p->conn, sql, params, 3, &rows);
    if (s || db_row_count(rows) == 0) return s;
    str texts[] = {db_value(rows, 0, 0), db_value(rows, 0, 1)};
    *now = json_loadb(texts[0].data, texts[0].len, 0, NULL);
    *after = json_loadb(texts[1].data, texts[1].len, 0, NULL);
    return *now && *after ? S_OK : S_OVER_LIMIT;
}

/* About a conflict its owner has the last word, whatever settled it meanwhile. */
static bool decides_alone(const struct mutation *m)
{
    return str_equal(m->table, STR("conflicts"));
}

static unsigned flags_of(const struct push *p, const struct mutation *m, const struct others *o)
{
    /* A row that others made, too, has no base in common; one ahead of the head is one that a
     * restored backup no longer knows. */
    bool is_base_known =
        m->op != MUTATION_INSERT &&
        (decides_alone(m) || (m->base_seq >= p->horizon && m->base_seq <= p->head));
    return (o->has_changed ? (unsigned)MERGE_FLAG_row_changed : 0) |
           (is_base_known ? 0 : (unsigned)MERGE_FLAG_behind_horizon);
}

/* Writes the fields that were won and files those that were lost. */
static status write_merged(const struct push *p, const struct mutation *m, const struct others *o,
                           const struct merge_field *fields, enum merge_result result,
                           json_t *after, struct outcome *out)
{
    struct columns c, all;
    struct lost_field lost[JUDGE_FIELDS_MAX];
    size_t at = 0, lost_count = 0;
    int64_t touched = 0;
    const char *name;
    json_t *value;
    status s = S_OK;
    begin_columns(p, m, &c);
    begin_columns(p, m, &all);
    json_object_foreach(m->values, name, value)
    {
        const struct merge_field *f = &fields[at++];
        if (f->outcome == MERGE_OUTCOME_kept_theirs)
            lost[lost_count++] = (struct lost_field){str_from(name), f->base, f->mine, f->theirs};
        json_t *given = f->is_operation ? json_object_get(after, name) : value;
        if (f->outcome == MERGE_OUTCOME_applied && !s) s = add_column(p, m, &c, name, given);
        if (!s) s = add_column(p, m, &all, name, given);
    }
    if (!s)
        s = c.count ? write_row(p, m, ROW_SQL_UPDATE, &c, &touched)
                    : write_row(p, m, ROW_SQL_TOUCH, &all, &touched);
    if (s) return s;
    if (touched == 0)
        return outcome_reject(out, "no_access", str_from(status_words(S_NO_ACCESS))), S_OK;
    if (lost_count) return others_write_conflict(o, p, m, false, lost, lost_count, out);
    out->kind = result == MERGE_RESULT_merged ? OUTCOME_MERGED : OUTCOME_APPLIED;
    return S_OK;
}

static status merge_update(const struct push *p, const struct mutation *m, const struct others *o,
                           json_t *now, json_t *after, struct outcome *out)
{
    struct merge_field fields[JUDGE_FIELDS_MAX];
    size_t count = 0;
    const char *name;
    json_t *value;
    status s = operate_all(p, m, now, after, out);
    if (s || out->kind == OUTCOME_REJECTED) return s;
    json_object_foreach(m->values, name, value)
    {
        json_t *base = json_object_get(o->bases, name);
        json_t *theirs = json_object_get(now, name);
        fields[count] = (struct merge_field){
            .base = canonical_json(p, base || m->op == MUTATION_INSERT ? base : theirs),
            .mine = canonical_json(p, json_object_get(after, name)),
            .theirs = canonical_json(p, theirs),
            .is_changed = base != NULL,
            .is_operation = operate_is(m, name, value),
        };
        if (!fields[count].base.data || !fields[count].mine.data || !fields[count].theirs.data)
            return S_OVER_LIMIT;
        count++;
    }
    enum merge_result result = merge_fields(MERGE_OP_update, flags_of(p, m, o), fields, count);
    return write_merged(p, m, o, fields, result, after, out);
}

/* Others changed what is to be deleted: it stays, and what they changed is told. */
static status keep_changed(const struct push *p, const struct mutation *m, const struct others *o,
                           json_t *now, struct outcome *out)
{
    struct lost_field lost[JUDGE_FIELDS_MAX];
    size_t count = 0;
    const char *name;
    json_t *base;
    json_object_foreach(o->bases, name, base)
    {
        if (count == JUDGE_FIELDS_MAX) break;
        lost[count++] = (struct lost_field){str_from(arena_copy(p->arena, str_from(name))),
                                            canonical_json(p, base), STR("null"),
                                            canonical_json(p, json_object_get(now, name))};
    }
    return others_write_conflict(o, p, m, true, lost, count, out);
}

static status apply_delete(const struct push *p, const struct mutation *m, const struct others *o,
                           json_t *now, struct outcome *out)
{
    struct columns c;
    int64_t touched = 0;
    unsigned flags = flags_of(p, m, o);
    if (merge_fields(MERGE_OP_delete, flags, NULL, 0) == MERGE_RESULT_conflict)
        return keep_changed(p, m, o, now, out);
    begin_columns(p, m, &c);
    status s = write_row(p, m, ROW_SQL_DELETE, &c, &touched);
    if (!s && touched == 0) outcome_reject(out, "no_access", str_from(status_words(S_NO_ACCESS)));
    return s;
}

/* Things that need the server's word are never merged: whoever came later is told to look again. */
static bool needs_word(const struct mutation *m)
{
    return schema_needs_word(schema_table_named(m->table));
}

static status apply_change(const struct push *p, const struct mutation *m, struct outcome *out)
{
    json_t *now, *after;
    struct others o = {0};
    status s = read_both(p, m, &now, &after);
    if (!s && !decides_alone(m)) s = others_init(&o, p, m);
    if (s) goto out;
    if (!now)
        s = meet_nothing(p, m, &o, out);
    else if (o.has_changed && needs_word(m))
        outcome_reject(out, "conflict", STR("somebody else changed it first"));
    else if (m->op == MUTATION_DELETE)
        s = apply_delete(p, m, &o, now, out);
    else
        s = merge_update(p, m, &o, now, after, out);
out:
    others_release(&o);
    json_decref(now);
    json_decref(after);
    return s;
}

/* A new row whose id is there already: others made the same one, and what they wrote in it stands.
 * Leaves the rejection in `out` where it is no such row. */
static status join_theirs(const struct push *p, const struct mutation *m, struct outcome *out)
{
    json_t *now, *after;
    struct others o = {0};
    status s = read_both(p, m, &now, &after);
    if (!s && now) s = others_init(&o, p, m);
    if (!s && now && (o.has_changed || m->base_seq < p->horizon)) {
        *out = (struct outcome){.kind = OUTCOME_APPLIED};
        s = merge_update(p, m, &o, now, after, out);
    }
    others_release(&o);
    json_decref(now);
    json_decref(after);
    return s;
}

/* What the database refused, in its own words where they were written for people. */
static void reject_by_database(const struct push *p, status s, struct outcome *out)
{
    const struct db_result *error = conn_error(p->conn);
    bool is_ours = strncmp(db_sqlstate(error), "OT", 2) == 0;
    bool is_told = is_ours || s == S_INVALID;
    str words = is_told ? db_message(error) : str_from(status_words(s));
    char *copy = arena_copy(p->arena, words);
    outcome_reject(out, status_code(s), copy ? (str){copy, words.len} : STR(""));
    str hint = is_ours ? db_hint(error) : STR("");
    copy = arena_copy(p->arena, hint);
    if (copy && hint.len) out->hint = (str){copy, hint.len};
}

/* The words of a rule over several columns stand in the database beside it. */
static status tell_rule(const struct push *p, str constraint, struct outcome *out)
{
    const struct db_result *rows;
    if (!constraint.len) return S_OK;
    status s = conn_query(p->conn,
                          STR("select obj_description(oid, 'pg_constraint') from pg_constraint"
                              " where contype = 'c' and connamespace = 'public'::regnamespace"
                              " and conname = $1"),
                          &constraint, 1, &rows);
    if (s || db_row_count(rows) != 1) return s;
    str words = db_value(rows, 0, 0);
    char *copy = words.data ? arena_copy(p->arena, words) : NULL;
    if (copy) out->message = (str){copy, words.len};
    return S_OK;
}

/* Takes back what the database refused, and says why. */
static status refuse_by_database(const struct push *p, status s, struct outcome *out)
{
    str name = db_constraint(conn_error(p->conn));
    char *constraint = s == S_INVALID ? arena_copy(p->arena, name) : NULL;
    *out = (struct outcome){0};
    reject_by_database(p, s, out);
    s = conn_rollback_savepoint(p->conn);
    return s || !constraint ? s : tell_rule(p, (str){constraint, name.len}, out);
}

static status apply_insert(const struct push *p, const struct mutation *m, struct outcome *out)
{
    struct columns c;
    const char *name;
    json_t *value;
    int64_t touched;
    status s = S_OK;
    begin_columns(p, m, &c);
    json_object_foreach(m->values, name, value)
    {
        if (!s) s = add_column(p, m, &c, name, value);
    }
    if (!s) s = write_row(p, m, ROW_SQL_INSERT, &c, &touched);
    if (s != S_DUPLICATE || needs_word(m)) return s;
    s = refuse_by_database(p, s, out);
    return s ? s : join_theirs(p, m, out);
}

status apply_mutation(const struct push *p, const struct mutation *m, struct outcome *out)
{
    *out = (struct outcome){.kind = OUTCOME_APPLIED};
    if (!judge_mutation(p->arena, m, out)) return S_OK;
    status s = conn_savepoint(p->conn);
    if (s) return s;
    s = m->op == MUTATION_INSERT ? apply_insert(p, m, out) : apply_change(p, m, out);
    if (s) {
        if (!apply_is_refusal(s, db_sqlstate(conn_error(p->conn)))) return s;
        return refuse_by_database(p, s, out);
    }
    return out->kind == OUTCOME_REJECTED ? conn_rollback_savepoint(p->conn)
                                         : conn_release_savepoint(p->conn);
}
