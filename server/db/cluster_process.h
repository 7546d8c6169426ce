/* The private cluster's processes: initdb and postgres, run as its unprivileged user. */
#ifndef OTA_DB_CLUSTER_PROCESS_H
#define OTA_DB_CLUSTER_PROCESS_H

#include "server/db/cluster_place.h"

/* Starts `argv` as the place's user in a session of its own (Ctrl-C does not reach it), output
 * appended to the place's log. -1: it could not be started. */
pid_t process_start(const struct place *p, char *const argv[]);
/* Waits for its end: the exit status, or 128 + signal. */
int process_wait(pid_t pid);

/* The postmaster's id when one runs on this data directory, else 0; what a dead one left is
 * removed. */
pid_t process_postmaster(const struct place *p);

/* The log's last lines, and what a person should do about them, as far as they tell. */
void process_explain(const struct place *p, FILE *out);

#endif
