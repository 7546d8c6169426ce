/* Where the private cluster lives and which user runs it. */
#ifndef OTA_DB_CLUSTER_PLACE_H
#define OTA_DB_CLUSTER_PLACE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "server/db/cluster.h"

enum { USER_NAME_MAX = 64 };

enum { PLACE_GROUPS_MAX = 64 };

struct place {
    char link[CLUSTER_PATH_MAX]; /* data_dir/cluster, absolute */
    char root[CLUSTER_PATH_MAX]; /* the same, or what it links to */
    char data[CLUSTER_PATH_MAX];
    char socket[CLUSTER_PATH_MAX]; /* folder of the socket */
    char log[CLUSTER_PATH_MAX];
    char user[USER_NAME_MAX];       /* who runs it */
    gid_t groups[PLACE_GROUPS_MAX]; /* of that user; place_make asks for them */
    int group_count;
    uid_t uid;
    gid_t gid;
    bool must_change_user; /* ota is root, the cluster is not */
};

/* Finds the place as it is, or as it would be made. Problems are told on `out` (NULL: not told). */
MUST_CHECK status place_find(struct place *p, const struct settings *s, FILE *out);
/* Makes the folders, elsewhere when the cluster's user could not reach them under data_dir. */
MUST_CHECK status place_make(struct place *p, FILE *out);

/* May the place's user go into every folder above `path`? */
bool place_is_reachable(const struct place *p, const char *path);

#endif
