/* From jansson's values to core's operations and back. */
#include "server/sync/operate.h"

#include <jansson.h>

#include "core/operation.h"
#include "core/validate.h"
#include "server/sync/others.h"

enum { VALUE_BYTES_MAX = 128 << 10, WORDS_BYTES_MAX = 1024 };

const struct field *operate_field(const struct mutation *m, const char *name)
{
    const struct table *t = schema_table_named(m->table);
    return t ? schema_field_named(t, str_from(name)) : NULL;
}

bool operate_is(const struct mutation *m, const char *name, json_t *value)
{
    const struct field *f = operate_field(m, name);
    return m->op == MUTATION_UPDATE && f && json_is_object(value) && operation_is(f, STR("{"));
}

json_t *operate_plain(const struct mutation *m)
{
    json_t *plain = json_object();
    const char *name;
    json_t *value;
    json_object_foreach(m->values, name, value)
    {
        if (operate_is(m, name, value)) continue;
        if (json_object_set(plain, name, value)) return json_decref(plain), NULL;
    }
    return plain;
}

/* "stock is too small (at least 0), it would become -2" */
static void reject(const struct push *p, const struct mutation *m, const char *name,
                   enum problem why, str made, struct outcome *out)
{
    struct buf words;
    char *field = arena_copy(p->arena, str_from(name));
    buf_init_arena(&words, p->arena, WORDS_BYTES_MAX);
    validate_words(schema_table_named(m->table), str_from(name), why, &words);
    if (made.len) {
        buf_add_text(&words, ", it would become ");
        buf_add(&words, made);
    }
    outcome_reject(out, "invalid", buf_str(&words));
    out->fields = arena_take_array(p->arena, 1, sizeof *out->fields);
    if (out->fields && field) out->fields[out->field_count++] = str_from(field);
}

json_t *operate_on(const struct push *p, const struct mutation *m, const char *name, json_t *now,
                   struct outcome *out)
{
    struct buf made;
    str before = canonical_json(p, now);
    str asked = canonical_json(p, json_object_get(m->values, name));
    if (!before.data || !asked.data) return NULL;
    buf_init_arena(&made, p->arena, VALUE_BYTES_MAX);
    enum problem why = operation_apply(operate_field(m, name), before, asked, &made);
    if (why) return reject(p, m, name, why, buf_str(&made), out), NULL;
    str text = buf_str(&made);
    return made.is_full ? NULL : json_loadb(text.data, text.len, JSON_DECODE_ANY, NULL);
}

status operate_all(const struct push *p, const struct mutation *m, json_t *now, json_t *after,
                   struct outcome *out)
{
    const char *name;
    json_t *value;
    json_object_foreach(m->values, name, value)
    {
        if (!operate_is(m, name, value)) continue;
        json_t *made = operate_on(p, m, name, json_object_get(now, name), out);
        if (!made) return out->kind == OUTCOME_REJECTED ? S_OK : S_OVER_LIMIT;
        if (json_object_set_new(after, name, made)) return S_OVER_LIMIT;
    }
    return S_OK;
}
