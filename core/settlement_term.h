/* The fields of settlement.def as a table: found, read, set, checked for their range, and written
 * as canonical text. */
#ifndef OTA_CORE_SETTLEMENT_TERM_H
#define OTA_CORE_SETTLEMENT_TERM_H

#include "buf.h"
#include "settlement.h"
#include "str.h"

enum term_record {
#define RECORD(record) TERM_RECORD_##record,
#define FIELD(record, kind, name)
#define LIST(record, of, name, most)
#define END(record)
#include "settlement.def"
#undef RECORD
#undef FIELD
#undef LIST
#undef END
    TERM_RECORD_COUNT
};

#define TERM_KINDS(X) X(list) X(money) X(rate) X(fx) X(count) X(code) X(ref) X(flag)

enum term_kind {
#define X(name) TERM_KIND_##name,
    TERM_KINDS(X)
#undef X
#define X(kind, prefix, list) TERM_KIND_##kind,
        SETTLEMENT_CHOICES(X)
#undef X
            TERM_KIND_COUNT
};

struct term_info {
    const char *name;
    enum term_record record; /* whose field it is */
    enum term_kind kind;
    uint32_t at; /* bytes from the record's start; of a list: of its count */
    /* of a list: */
    enum term_record of;
    uint32_t items_at;
    uint32_t item_bytes;
    uint32_t most;
};

/* A row for each term but TERM_none. */
const struct term_info *term_info(enum settlement_term term);
const char *term_record_name(enum term_record record);
/* A record's terms are first … first + count − 1. */
enum settlement_term term_first(enum term_record record);
enum settlement_term term_end(enum term_record record);
/* The list of the root record that holds such records; TERM_none: the root itself, or none. */
enum settlement_term term_list_of(enum term_record root, enum term_record record);

/* The field in a settlement_input (or the record root is); NULL when there is no such term or no
 * such index in its list. The index of a field of the root itself is 0. */
int64_t *term_at(void *root_data, enum term_record root, enum settlement_term term, int64_t index);

/* How many rows hold that field: 1 for the root's own, 0 when there is no such term. */
int64_t term_rows(const void *root_data, enum term_record root, enum settlement_term term);
/* The field's value in one of these rows. */
int64_t term_value(const void *root_data, enum term_record root, enum settlement_term term,
                   int64_t row);

/* Names of a choice's values; NULL for a kind that is none. */
const char *term_choice(enum term_kind kind, int64_t value);
size_t term_choice_count(enum term_kind kind);
const char *term_kind_name(enum term_kind kind);

/* The first field that is out of its kind's range. `ref_max`: how many `fxs` there are. */
struct settlement_fault term_check(const void *root_data, enum term_record root, int64_t ref_max);

/* Canonical text, for hashing, signing and exchange: a first line "settlement VERSION" or "run
 * VERSION", then every field that is not 0 as "name value" or "list.index.name value" in
 * settlement.def's order, choices and currencies by name, numbers as whole numbers. A record that
 * has only zeros still counts: "list.count n" comes before its list. Fields that later versions add
 * are 0 in old settlements, so that old hashes stay. */
void term_write(const void *root_data, enum term_record root, struct buf *out);

/* Reads what term_write wrote, and nothing else: S_INVALID for any other bytes. `scratch` needs
 * room for as many bytes as `text` has; it is overwritten. */
MUST_CHECK status term_read(str text, enum term_record root, void *root_data, struct buf *scratch);

/* The result as canonical text: "result 1", then "label item formula a b c sign amount" for every
 * line, or "refused record.index.field problem". */
void term_write_result(const struct settlement_result *r, struct buf *out);

#endif
