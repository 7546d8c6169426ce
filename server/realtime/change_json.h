/* A change of the log as the `data` of a postgres_changes message. */
#ifndef OTA_REALTIME_CHANGE_JSON_H
#define OTA_REALTIME_CHANGE_JSON_H

#include <stdint.h>

#include "core/buf.h"
#include "server/realtime/binding.h"

struct catalog;
struct change;

/* False for log rows that are no change of a row: grant, revoke. */
bool change_kind_of(const struct change *c, enum change_kind *kind);

/* {"schema","table","commit_timestamp","type","columns","record"?,"old_record"?,"errors"}. The log
 * keeps rows without their audit fields; seq and who wrote when are added from the commit. */
void change_write(struct buf *b, const struct catalog *catalog, const struct change *c,
                  enum change_kind kind, int64_t seq);

#endif
