/* The private cluster, migrations and the catalog, on a real cluster. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/db/catalog.h"
#include "server/db/cluster.h"
#include "server/db/migrate.h"
#include "tests/server/db_fixture.h"

static FILE *quiet(void)
{
    FILE *f = fopen("/dev/null", "w");
    assert_non_null(f);
    return f;
}

static bool answers(const struct database *d)
{
    struct conn *c = NULL;
    status s = conn_open(&c, &d->settings, LOGIN_SERVER, 0);
    conn_close(c);
    return s == S_OK;
}

static void a_second_user_joins_and_only_the_last_one_stops_it(void **state)
{
    struct database *d = *state;
    struct cluster *second;
    FILE *out = quiet();
    assert_int_equal(cluster_start(&second, &d->settings, out), S_OK);
    cluster_stop(second, out);
    assert_true(answers(d));
    cluster_stop(d->cluster, out);
    assert_false(answers(d));
    assert_int_equal(cluster_start(&d->cluster, &d->settings, out), S_OK);
    assert_true(answers(d));
    fclose(out);
}

static void a_postmaster_killed_hard_is_started_again(void **state)
{
    struct database *d = *state;
    char path[256], line[32] = "";
    FILE *out = quiet();
    snprintf(path, sizeof path, "%s/cluster/data/postmaster.pid", d->dir);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    fclose(f);
    assert_int_equal(kill((pid_t)strtol(line, NULL, 10), SIGKILL), 0);
    cluster_stop(d->cluster, out);
    assert_int_equal(cluster_start(&d->cluster, &d->settings, out), S_OK);
    assert_true(answers(d));
    fclose(out);
}

static void write_file(const char *dir, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/migrations/%s", dir, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

/* A database of its own beside ota's. */
static void open_empty(struct database *d, struct settings *s, struct conn **c, const char *name)
{
    static char url[512], sql[128];
    char socket_dir[CLUSTER_PATH_MAX];
    snprintf(sql, sizeof sql, "create database %s", name);
    database_run(d, sql);
    assert_int_equal(cluster_socket_dir(&d->settings, socket_dir), S_OK);
    snprintf(url, sizeof url, "host=%.200s port=5432 user=postgres dbname=%s", socket_dir, name);
    *s = d->settings;
    s->database_url = url;
    assert_int_equal(conn_open(c, s, LOGIN_OWNER, 0), S_OK);
}

static const char first[] =
    "create schema ota; create table ota.migrations (number integer primary key,"
    " name text, sha256 text, applied_at timestamptz default now());";

static void a_migration_is_applied_once_whole_or_not_at_all_and_never_edited(void **state)
{
    struct database *d = *state;
    struct settings s;
    struct conn *c;
    struct migration_state look;
    char dir[128];
    FILE *out = quiet();
    snprintf(dir, sizeof dir, "%s/sql", d->dir);
    assert_int_equal(mkdir(dir, 0755), 0);
    snprintf(dir, sizeof dir, "%s/sql/migrations", d->dir);
    assert_int_equal(mkdir(dir, 0755), 0);
    snprintf(dir, sizeof dir, "%s/sql", d->dir);
    open_empty(d, &s, &c, "empty");
    write_file(dir, "0001_first.sql", first);
    write_file(dir, "0002_broken.sql", "create table half (n int); select 1/0;");
    assert_int_not_equal(migrate_run(c, dir, false, out), S_OK);
    assert_int_equal(migrate_look(c, dir, &look, out), S_OK);
    assert_int_equal(look.applied, 1);
    write_file(dir, "0002_broken.sql", "create table half (n int);");
    assert_int_equal(migrate_run(c, dir, false, out), S_OK);
    assert_int_equal(migrate_run(c, dir, false, out), S_OK);
    write_file(dir, "0002_broken.sql", "create table half (n bigint);");
    assert_int_equal(migrate_run(c, dir, false, out), S_CONFLICT);
    assert_int_equal(migrate_look(c, dir, &look, out), S_OK);
    assert_int_equal(look.edited, 1);
    conn_close(c);
    fclose(out);
}

static void the_catalog_knows_tables_columns_keys_and_functions(void **state)
{
    struct database *d = *state;
    struct catalog *c;
    assert_int_equal(catalog_open(&c, &d->settings), S_OK);
    const struct table *shows = catalog_table(c, STR("shows"));
    assert_non_null(shows);
    assert_true(shows->is_tenant);
    assert_false(shows->is_view);
    assert_int_equal(shows->key_count, 2);
    assert_true(str_equal(shows->columns[shows->key[0]].name, STR("organization_id")));
    assert_true(str_equal(shows->columns[shows->key[1]].name, STR("id")));
    const struct column *title = table_column(shows, STR("title"));
    assert_non_null(title);
    assert_true(str_equal(title->type, STR("text")));
    assert_false(title->is_nullable);
    assert_true(table_column(shows, STR("seq"))->is_server_owned);
    assert_null(table_column(shows, STR("nonsense")));
    assert_null(catalog_table(c, STR("pg_class")));
    assert_true(catalog_table(c, STR("user_organizations"))->is_view);
    bool has_money = false;
    for (size_t i = 0; i < c->key_count; i++) {
        const struct foreign_key *k = &c->keys[i];
        if (!str_equal(k->name, STR("show_financials_show_id_fkey"))) continue;
        has_money = true;
        assert_ptr_equal(&c->tables[k->target], shows);
        assert_int_equal(k->column_count, 2);
        assert_true(str_equal(shows->columns[k->target_columns[0]].name, STR("organization_id")));
        assert_true(k->is_to_one_back);
    }
    assert_true(has_money);
    const struct function *make = catalog_function(c, STR("create_organization"));
    assert_non_null(make);
    assert_int_equal(make->argument_count, 4);
    assert_true(str_equal(make->argument_names[0], STR("name")));
    assert_int_equal(make->default_count, 3);
    catalog_close(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalog_knows_tables_columns_keys_and_functions),
        cmocka_unit_test(a_migration_is_applied_once_whole_or_not_at_all_and_never_edited),
        cmocka_unit_test(a_second_user_joins_and_only_the_last_one_stops_it),
        cmocka_unit_test(a_postmaster_killed_hard_is_started_again),
    };
    return cmocka_run_group_tests(tests, database_setup, database_teardown);
}
