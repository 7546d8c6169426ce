/* Calendar feeds as iCalendar text (RFC 5545). */
#ifndef OTA_SHARE_CALENDAR_H
#define OTA_SHARE_CALENDAR_H

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"

enum { CALENDAR_BYTES_MAX = 8 * 1024 * 1024, CALENDAR_LINE_BYTES = 75 };

/* Writes what ota.calendar_feed gave; `etag` is quoted and the same for the same calendar. Instants
 * stand in the local time of their zone, each zone with a VTIMEZONE of what it does between the
 * first and the last event. */
MUST_CHECK status calendar_write(struct arena *a, str feed, str *ical, str *etag);

#endif
