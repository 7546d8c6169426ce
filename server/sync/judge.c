/* From JSON values to core's, and from core's faults to a rejection. */
#include "server/sync/judge.h"

#include <jansson.h>

#include "core/validate.h"

static struct value value_of(const char *name, json_t *json)
{
    struct value v = {.name = str_from(name), .tag = VALUE_json};
    switch (json_typeof(json)) {
    case JSON_NULL: v.tag = VALUE_null; break;
    case JSON_STRING:
        v.tag = VALUE_text;
        v.text = (str){json_string_value(json), json_string_length(json)};
        break;
    case JSON_INTEGER:
    case JSON_REAL:
        v.tag = VALUE_number;
        v.number = json_number_value(json);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        v.tag = VALUE_boolean;
        v.truth = json_is_true(json);
        break;
    case JSON_OBJECT:
    case JSON_ARRAY: break;
    }
    return v;
}

static void reject_faults(struct arena *a, const struct table *t, const struct fault *faults,
                          size_t count, struct outcome *out)
{
    struct buf words;
    buf_init_arena(&words, a, 8192);
    out->fields = arena_take_array(a, count, sizeof *out->fields);
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_text(&words, "; ");
        validate_words(t, faults[i].name, faults[i].problem, &words);
        if (out->fields) out->fields[out->field_count++] = faults[i].name;
    }
    outcome_reject(out, "invalid", buf_str(&words));
}

bool judge_mutation(struct arena *a, const struct mutation *m, struct outcome *out)
{
    const struct table *t = m->problem.data ? NULL : schema_table_named(m->table);
    if (m->problem.data) return outcome_reject(out, "invalid", m->problem), false;
    if (!t) return outcome_reject(out, "invalid", STR("there is no such table")), false;
    if (m->op == MUTATION_DELETE) return true;
    size_t count = json_object_size(m->values);
    if (count > JUDGE_FIELDS_MAX)
        return outcome_reject(out, "invalid", STR("too many fields are given")), false;
    struct value values[JUDGE_FIELDS_MAX];
    struct fault faults[JUDGE_FIELDS_MAX];
    const char *name;
    json_t *json;
    size_t at = 0;
    json_object_foreach(m->values, name, json) values[at++] = value_of(name, json);
    size_t wrong = validate_row(t, m->op == MUTATION_INSERT, values, at, faults, JUDGE_FIELDS_MAX);
    if (wrong > JUDGE_FIELDS_MAX) wrong = JUDGE_FIELDS_MAX;
    if (wrong) reject_faults(a, t, faults, wrong, out);
    return wrong == 0;
}

str judge_resource(str table)
{
    const struct table *t = schema_table_named(table);
    return t ? str_from(permission_resource_name(t->resource)) : STR("");
}
