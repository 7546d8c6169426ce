/* Where ota begins: the order in which a server's parts start; they stop in reverse. */
#include "server/commands/command.h"
#include "server/server.h"

static const struct part parts[] = {
    {"listening", listen_start, listen_stop},
    {"the private cluster", cluster_part_start, cluster_part_stop},
    {"the schema", schema_start, NULL},
    {"metrics", metrics_start, metrics_stop},
    {"the catalog", catalog_start, catalog_stop},
    {"the mailbox", mailbox_start, mailbox_stop},
    {"auth", auth_start, auth_stop},
    {"the web app", web_start, web_stop},
    {"the press", press_start, press_stop},
    {"longer work", work_start, NULL},
    {"the feed of changes", feed_part_start, NULL},
    {"the workers", workers_start, workers_stop},
    {"posting", NULL, posting_stop}, /* nobody posts to a loop that is being closed */
    {"the workers' threads", threads_start, threads_stop},
    {"jobs", jobs_part_start, jobs_part_stop},
};

int main(int argc, char **argv)
{
    return command_main(argc, argv, parts, sizeof parts / sizeof parts[0]);
}
