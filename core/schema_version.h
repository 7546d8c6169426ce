/* Which schema this program speaks, and the oldest that it still serves. */
#ifndef OTA_CORE_SCHEMA_VERSION_H
#define OTA_CORE_SCHEMA_VERSION_H

/* A release that changes schema.def or choice.def has the next number and says in
 * schema_change.def what is new. Clients two releases old are served. */
enum { SCHEMA_VERSION = 3, SCHEMA_OLDEST = 1 };

#endif
