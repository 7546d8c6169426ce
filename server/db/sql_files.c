/* Reading SQL files with their numbers and hashes. */
#include "server/db/sql_files.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int is_sql(const struct dirent *e)
{
    size_t n = strlen(e->d_name);
    return n > 4 && n < SQL_NAME_MAX && strcmp(e->d_name + n - 4, ".sql") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void take_name(struct sql_file *f, const char *file)
{
    char *end;
    snprintf(f->file, sizeof f->file, "%.*s", SQL_NAME_MAX - 1, file);
    long number = strtol(file, &end, 10);
    f->number = *end == '_' && number > 0 && number < INT_MAX ? (int)number : 0;
    const char *name = f->number ? strchr(f->file, '_') + 1 : f->file;
    snprintf(f->name, sizeof f->name, "%.*s", (int)(strlen(name) - strlen(".sql")), name);
}

static status take_hash(struct sql_file *f, size_t len)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (!EVP_Digest(f->text, len, digest, &size, EVP_sha256(), NULL)) return S_INTERNAL;
    for (unsigned int i = 0; i < size; i++)
        snprintf(f->sha256 + (size_t)2 * i, 3, "%02x", digest[i]);
    return S_OK;
}

static status read_file(struct sql_file *f, const char *path)
{
    struct stat st;
    FILE *in = fopen(path, "re");
    if (!in) return S_NOT_FOUND;
    status s = S_INVALID;
    if (fstat(fileno(in), &st) == 0 && st.st_size <= SQL_BYTES_MAX) {
        size_t len = (size_t)st.st_size;
        f->text = calloc(1, len + 1);
        bool is_whole = f->text && fread(f->text, 1, len, in) == len && strlen(f->text) == len;
        s = is_whole ? take_hash(f, len) : S_INVALID;
    }
    fclose(in);
    return s;
}

status sql_files_read(struct sql_files *f, const char *dir, const char *part, FILE *out)
{
    char folder[PATH_MAX], path[PATH_MAX + 2 * SQL_NAME_MAX];
    struct dirent **entries = NULL;
    status bad = S_OK;
    *f = (struct sql_files){.files = NULL};
    snprintf(folder, sizeof folder, "%s/%s", dir, part);
    int count = scandir(folder, &entries, is_sql, by_name);
    if (count < 0 && errno == ENOENT) return S_OK;
    if (count >= 0 && count <= SQL_FILES_MAX)
        f->files = calloc((size_t)count + 1, sizeof *f->files);
    if (!f->files) {
        fprintf(out, "ota: cannot read the folder %s\n", folder);
        bad = S_INVALID;
    }
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%.*s", folder, SQL_NAME_MAX, entries[i]->d_name);
        if (!bad) {
            struct sql_file *file = &f->files[f->count++];
            take_name(file, entries[i]->d_name);
            bad = read_file(file, path);
            if (bad)
                fprintf(out, "ota: cannot read %s (or it is larger than 8 MB, or not text)\n",
                        path);
        }
        free(entries[i]);
    }
    free(entries);
    if (bad) sql_files_release(f);
    return bad;
}

void sql_files_release(struct sql_files *f)
{
    for (size_t i = 0; i < f->count; i++) free(f->files[i].text);
    free(f->files);
    *f = (struct sql_files){.files = NULL};
}
