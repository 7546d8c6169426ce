/* Settings: defaults, file, environment, and words for what is wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/base/settings.h"
#include "tests/server/cmocka_includes.h"

struct outcome {
    struct settings settings;
    status status;
    char complaints[2048];
};

/* Loads `file` (NULL: none); what was complained about is kept. */
static void load(struct outcome *o, const char *file)
{
    char path[] = "/tmp/ota-settings-XXXXXX";
    *o = (struct outcome){0};
    FILE *out = fmemopen(o->complaints, sizeof o->complaints, "w");
    if (file) {
        int fd = mkstemp(path);
        assert_true(fd >= 0);
        assert_int_equal(write(fd, file, strlen(file)), (ssize_t)strlen(file));
        close(fd);
    }
    o->status = settings_load(&o->settings, file ? path : NULL, out);
    fclose(out);
    if (file) unlink(path);
}

static void everything_has_its_default(void **state)
{
    (void)state;
    struct outcome o;
    load(&o, NULL);
    assert_int_equal(o.status, S_OK);
    assert_string_equal(o.settings.listen, "127.0.0.1:8787");
    assert_int_equal(o.settings.header_timeout_s, 10);
    assert_int_equal(o.settings.sources[SETTING_listen], SETTING_DEFAULT);
    settings_release(&o.settings);
}

static void the_environment_wins_over_the_file(void **state)
{
    (void)state;
    struct outcome o;
    setenv("OTA_WORKERS", "3", 1);
    load(&o, "# a comment\n\nworkers = 2\nlisten = unix:/run/ota.sock\n");
    unsetenv("OTA_WORKERS");
    assert_int_equal(o.status, S_OK);
    assert_int_equal(o.settings.workers, 3);
    assert_string_equal(o.settings.listen, "unix:/run/ota.sock");
    assert_int_equal(o.settings.sources[SETTING_workers], SETTING_ENVIRONMENT);
    assert_int_equal(o.settings.sources[SETTING_listen], SETTING_FILE);
    settings_release(&o.settings);
}

static void a_misspelt_name_is_named_with_the_one_that_was_meant(void **state)
{
    (void)state;
    struct outcome o;
    load(&o, "listne = 127.0.0.1:1\n");
    assert_int_equal(o.status, S_INVALID);
    assert_non_null(
        strstr(o.complaints, ":1: listne: there is no such setting; did you mean listen?"));
    settings_release(&o.settings);
    setenv("OTA_LOG_LEVLE", "info", 1);
    load(&o, NULL);
    unsetenv("OTA_LOG_LEVLE");
    assert_int_equal(o.status, S_INVALID);
    assert_non_null(
        strstr(o.complaints, "OTA_LOG_LEVLE: there is no such setting; did you mean log_level?"));
    settings_release(&o.settings);
}

static void a_number_out_of_range_is_told_with_its_range(void **state)
{
    (void)state;
    static const char *const wrong[] = {"workers = 65", "workers = -1", "workers = two",
                                        "workers ="};
    for (size_t i = 0; i < 4; i++) {
        struct outcome o;
        load(&o, wrong[i]);
        assert_int_equal(o.status, S_INVALID);
        assert_non_null(strstr(o.complaints, "is not a whole number from 0 to 64"));
        settings_release(&o.settings);
    }
}

static void every_wrong_line_is_told_not_only_the_first(void **state)
{
    (void)state;
    struct outcome o;
    load(&o, "workers = x\nnonsense\nlog_format = xml\n");
    assert_int_equal(o.status, S_INVALID);
    assert_non_null(strstr(o.complaints, ":1: workers"));
    assert_non_null(strstr(o.complaints, ":2: expected name = value"));
    assert_non_null(strstr(o.complaints, ":3: log_format: 'xml' is not one of: text json"));
    settings_release(&o.settings);
}

static void passwords_in_addresses_are_not_printed(void **state)
{
    (void)state;
    struct outcome o;
    char printed[16384] = "";
    load(&o, "database_url = postgresql://ota:hunter2@db.example/ota\n");
    FILE *out = fmemopen(printed, sizeof printed, "w");
    settings_print(&o.settings, out);
    fclose(out);
    assert_null(strstr(printed, "hunter2"));
    assert_non_null(strstr(printed, "database_url = postgresql://ota:***@db.example/ota"));
    settings_release(&o.settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_has_its_default),
        cmocka_unit_test(the_environment_wins_over_the_file),
        cmocka_unit_test(a_misspelt_name_is_named_with_the_one_that_was_meant),
        cmocka_unit_test(a_number_out_of_range_is_told_with_its_range),
        cmocka_unit_test(every_wrong_line_is_told_not_only_the_first),
        cmocka_unit_test(passwords_in_addresses_are_not_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
