/*
 * timed COMMAND...: runs a command to its end with its output discarded, and prints three numbers: microseconds of the clock, microseconds of
 * the processors, and the most memory that it had resident, in KiB. Ends with the command's exit code, or 1.
 */
#define _GNU_SOURCE
#include "netlink.h"
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static long long microseconds(struct timeval time)
{
    return time.tv_sec * 1000000LL + time.tv_usec;
}

int main(int argc, char **argv)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    pid_t child;
    int status;
    if (argc < 2) {
        fprintf(stderr, "usage: timed COMMAND...\n");
        return 2;
    }
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int64_t began = now_ns();
    int failure = posix_spawnp(&child, argv[1], &actions, NULL, argv + 1, environ);
    if (failure != 0 || wait4(child, &status, 0, &usage) < 0) {
        fprintf(stderr, "timed: %s: %s\n", argv[1], strerror(failure));
        return 1;
    }
    int64_t ended = now_ns();
    printf("%lld %lld %ld\n", (long long)(ended - began) / 1000, microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
