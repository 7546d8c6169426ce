/* The table of settlement.def's fields, and what works on all of them alike. */
#include "settlement_term.h"

#include <string.h>

#include "money.h"
#include "settlement_trace.h"

static const struct term_info infos[TERM_COUNT] = {
#define RECORD(record)
#define FIELD(record, kind, name)                                                                  \
    [TERM_##record##_##name] = {#name,                                                             \
                                TERM_RECORD_##record,                                              \
                                TERM_KIND_##kind,                                                  \
                                offsetof(struct settlement_##record, name),                        \
                                TERM_RECORD_COUNT,                                                 \
                                0,                                                                 \
                                0,                                                                 \
                                0},
#define LIST(record, of, name, most)                                                               \
    [TERM_##record##_##name] = {#name,                                                             \
                                TERM_RECORD_##record,                                              \
                                TERM_KIND_list,                                                    \
                                offsetof(struct settlement_##record, name##_count),                \
                                TERM_RECORD_##of,                                                  \
                                offsetof(struct settlement_##record, name),                        \
                                sizeof(struct settlement_##of),                                    \
                                most},
#define END(record)
#include "settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END
};

static const struct {
    const char *name;
    enum settlement_term first, end;
} records[TERM_RECORD_COUNT] = {
#define RECORD(record) {#record, TERM_FIRST_##record, TERM_END_##record},
#define FIELD(record, kind, name)
#define LIST(record, of, name, most)
#define END(record)
#include "settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END
};

#define NAME(prefix, name)        #name,
#define NAMES(kind, prefix, list) static const char *const kind##_names[] = {list(NAME)};
SETTLEMENT_CHOICES(NAMES)
#undef NAMES
#undef NAME

static const struct {
    const char *name;
    int64_t min, max; /* ref: max is how many there are */
    const char *const *choices;
} kinds[TERM_KIND_COUNT] = {[TERM_KIND_list] = {"list", 0, 0, NULL},
                            [TERM_KIND_money] = {"money", 0, MONEY_MINOR_MAX, NULL},
                            [TERM_KIND_rate] = {"rate", 0, SETTLEMENT_RATE_ONE, NULL},
                            [TERM_KIND_fx] = {"fx", 0, SETTLEMENT_FX_MAX, NULL},
                            [TERM_KIND_count] = {"count", 0, SETTLEMENT_COUNT_MAX, NULL},
                            [TERM_KIND_code] = {"code", 0, INT64_C(0xffffff), NULL},
                            [TERM_KIND_ref] = {"ref", 0, 0, NULL},
                            [TERM_KIND_flag] = {"flag", 0, 1, NULL},
#define CHOICE(kind, prefix, list)                                                                 \
    [TERM_KIND_##kind] = {#kind, 0, prefix##_COUNT - 1, kind##_names},
                            SETTLEMENT_CHOICES(CHOICE)
#undef CHOICE
};

const struct term_info *term_info(enum settlement_term term)
{
    return &infos[term];
}

const char *term_record_name(enum term_record record)
{
    return records[record].name;
}

enum settlement_term term_first(enum term_record record)
{
    return records[record].first;
}

enum settlement_term term_end(enum term_record record)
{
    return records[record].end;
}

static int64_t *number_at(void *record, uint32_t at)
{
    return (int64_t *)(void *)((char *)record + at);
}

static int64_t number_in(const void *record, uint32_t at)
{
    return *(const int64_t *)(const void *)((const char *)record + at);
}

enum settlement_term term_list_of(enum term_record root, enum term_record record)
{
    for (enum settlement_term t = records[root].first; t < records[root].end; t++)
        if (infos[t].kind == TERM_KIND_list && infos[t].of == record) return t;
    return TERM_none;
}

int64_t *term_at(void *root_data, enum term_record root, enum settlement_term term, int64_t index)
{
    if (term <= TERM_none || term >= TERM_COUNT || !infos[term].name) return NULL;
    const struct term_info *info = &infos[term];
    if (info->record == root) return index ? NULL : number_at(root_data, info->at);
    const struct term_info *list = &infos[term_list_of(root, info->record)];
    if (!list->name || index < 0 || index >= number_in(root_data, list->at)) return NULL;
    if (index >= list->most) return NULL;
    return number_at((char *)root_data + list->items_at + index * list->item_bytes, info->at);
}

int64_t term_rows(const void *root_data, enum term_record root, enum settlement_term term)
{
    if (!infos[term].name) return 0;
    if (infos[term].record == root) return 1;
    const struct term_info *list = &infos[term_list_of(root, infos[term].record)];
    int64_t count = list->name ? number_in(root_data, list->at) : 0;
    return count < 0 ? 0 : count > list->most ? list->most : count;
}

int64_t term_value(const void *root_data, enum term_record root, enum settlement_term term,
                   int64_t row)
{
    if (infos[term].record == root) return number_in(root_data, infos[term].at);
    const struct term_info *list = &infos[term_list_of(root, infos[term].record)];
    const char *item = (const char *)root_data + list->items_at + row * list->item_bytes;
    return number_in(item, infos[term].at);
}

const char *term_choice(enum term_kind kind, int64_t value)
{
    bool is_one = kinds[kind].choices && value >= 0 && value <= kinds[kind].max;
    return is_one ? kinds[kind].choices[value] : NULL;
}

size_t term_choice_count(enum term_kind kind)
{
    return kinds[kind].choices ? (size_t)kinds[kind].max + 1 : 0;
}

const char *term_kind_name(enum term_kind kind)
{
    return kinds[kind].name;
}

static enum problem out_of_range(enum settlement_term term, int64_t value, int64_t ref_max)
{
    enum term_kind kind = infos[term].kind;
    int64_t max = kinds[kind].max;
    if (kind == TERM_KIND_ref) max = ref_max;
    if (kind == TERM_KIND_list) max = infos[term].most;
    /* A threshold is tickets or an amount. */
    if (term == TERM_step_over || term == TERM_bonus_threshold) max = MONEY_MINOR_MAX;
    if (value >= 0 && value <= max) return PROBLEM_none;
    if (kinds[kind].choices || kind == TERM_KIND_ref || kind == TERM_KIND_flag)
        return PROBLEM_not_a_choice;
    return value < 0 ? PROBLEM_too_small : PROBLEM_too_big;
}

static struct settlement_fault check_record(const void *data, enum term_record record,
                                            int64_t index, int64_t ref_max)
{
    for (enum settlement_term t = records[record].first; t < records[record].end; t++) {
        enum problem p = out_of_range(t, number_in(data, infos[t].at), ref_max);
        if (p) return (struct settlement_fault){p, t, index};
    }
    return (struct settlement_fault){PROBLEM_none, TERM_none, 0};
}

struct settlement_fault term_check(const void *root_data, enum term_record root, int64_t ref_max)
{
    struct settlement_fault fault = check_record(root_data, root, 0, ref_max);
    for (enum settlement_term t = records[root].first; !fault.problem && t < records[root].end;
         t++) {
        if (infos[t].kind != TERM_KIND_list) continue;
        const char *item = (const char *)root_data + infos[t].items_at;
        int64_t count = number_in(root_data, infos[t].at);
        for (int64_t i = 0; !fault.problem && i < count; i++, item += infos[t].item_bytes)
            fault = check_record(item, infos[t].of, i, ref_max);
    }
    return fault;
}
