/* The SQL files of a folder, in the order of their names. For server/db/migrate.c only. */
#ifndef OTA_DB_SQL_FILES_H
#define OTA_DB_SQL_FILES_H

#include <stdio.h>

#include "core/status.h"

enum { SQL_FILES_MAX = 1000, SQL_NAME_MAX = 128, SQL_BYTES_MAX = 8 * 1024 * 1024, SHA256_HEX = 65 };

struct sql_file {
    char file[SQL_NAME_MAX]; /* "0001_foundation.sql" */
    char name[SQL_NAME_MAX]; /* "foundation" */
    int number;              /* 1; 0 when the name does not begin with one */
    char *text;              /* NUL-terminated */
    char sha256[SHA256_HEX];
};

struct sql_files {
    struct sql_file *files;
    size_t count;
};

/* Reads `dir`/`part`; a missing folder is empty. What is wrong is told on `out`. */
MUST_CHECK status sql_files_read(struct sql_files *f, const char *dir, const char *part, FILE *out);
void sql_files_release(struct sql_files *f);

#endif
