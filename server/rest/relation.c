/* Finds the foreign key that an embedded table means. */
#include "server/rest/relation.h"

static bool names_key(const struct catalog *c, const struct foreign_key *k, str hint)
{
    if (!hint.len || str_equal(k->name, hint)) return true;
    const struct table *t = &c->tables[k->table];
    for (size_t i = 0; i < k->column_count; i++)
        if (str_equal(t->columns[k->columns[i]].name, hint)) return true;
    return str_equal(t->name, hint) || str_equal(c->tables[k->target].name, hint);
}

/* A table can also be called by the column that points to it, as in venue_id(name). */
static bool names_other(const struct catalog *c, const struct foreign_key *k,
                        const struct table *other, bool is_forward, str name)
{
    if (str_equal(other->name, name)) return true;
    const struct table *t = &c->tables[k->table];
    for (size_t i = 1; is_forward && i < k->column_count; i++)
        if (str_equal(t->columns[k->columns[i]].name, name)) return true;
    return false;
}

status relation_find(struct planner *p, const struct table *from, const struct field *f,
                     struct relation *found)
{
    const struct catalog *c = p->in->catalog;
    int count = 0;
    for (size_t i = 0; i < c->key_count; i++) {
        const struct foreign_key *k = &c->keys[i];
        for (int way = 0; way < 2; way++) {
            bool is_forward = way == 0;
            const struct table *self = &c->tables[is_forward ? k->table : k->target];
            const struct table *other = &c->tables[is_forward ? k->target : k->table];
            if (self != from || !names_other(c, k, other, is_forward, f->name)) continue;
            if (!names_key(c, k, f->hint)) continue;
            *found = (struct relation){k, other, is_forward};
            count++;
        }
    }
    if (count == 1) return S_OK;
    if (count == 0)
        return failure_set(p->arena, p->why, S_INVALID_QUERY, "PGRST200",
                           "no foreign key leads from the table to", f->name,
                           "embed a table that refers to this one or is referred to by it");
    return failure_set(p->arena, p->why, S_INVALID_QUERY, "PGRST201",
                       "more than one foreign key leads to", f->name,
                       "say which one: table!constraint(columns)");
}
