/* Loading a world, and following a file that grows, which is how a test in another process speaks to this one. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LOOK_EVERY_MS 10

/* The file from an offset on, or NULL. */
static char *text_after(const char *path, long offset)
{
    FILE *file = fopen(path, "rb");
    size_t length = 0, got;
    if (!file) return NULL;
    char *text = calloc(1, 1);
    char page[4096];
    fseek(file, offset, SEEK_SET);
    while ((got = fread(page, 1, sizeof page, file)) > 0) {
        text = realloc(text, length + got + 1);
        memcpy(text + length, page, got);
        text[length += got] = 0;
    }
    fclose(file);
    return text;
}

static bool execute(const char *line, size_t length)
{
    char *copy = strndup(line, length);
    copy[strcspn(copy, "\r\n")] = 0;
    bool good = line_execute(copy);
    if (!good) fprintf(stderr, "standin: not a line of a world: %.*s\n", (int)length, line);
    free(copy);
    return good;
}

static int load(const char *text)
{
    LOCKED;
    int number = 0, bad = 0;
    struct path_state path = world.path;
    services_free();
    struct entry *before = world_forget();
    while (*text) {
        size_t length = strcspn(text, "\n");
        number++;
        if (!execute(text, length) && !bad) bad = number;
        text += length + (text[length] != 0);
    }
    /* What counts is the difference between the two worlds, not how the new one came about. */
    texts_clear(&changes.keys);
    entries_differ(before, world.store, &changes.keys);
    entries_free(before);
    struct path_state now = world.path;
    changes.path = now.status != path.status || now.expensive != path.expensive || now.constrained != path.constrained;
    changes_tell();
    return bad;
}

int standin_load(const char *path)
{
    char *text = text_after(path, 0);
    if (!text) {
        fprintf(stderr, "standin: there is no world %s\n", path);
        return -1;
    }
    int bad = load(text);
    free(text);
    return bad;
}

static int do_line(const char *line, size_t length)
{
    LOCKED;
    bool good = execute(line, length);
    changes_tell();
    return good ? 0 : 1;
}

int standin_do(const char *line)
{
    return do_line(line, strlen(line));
}

/* The number of bytes up to the last end of a line. */
static long complete(const char *text)
{
    const char *last = strrchr(text, '\n');
    return last ? last - text + 1 : 0;
}

static long load_complete(const char *path)
{
    char *text = text_after(path, 0);
    long length = text ? complete(text) : 0;
    if (!text) fprintf(stderr, "standin: there is no world %s\n", path);
    if (text) {
        text[length] = 0;
        load(text);
    }
    free(text);
    return length;
}

static long do_complete(const char *path, long offset)
{
    char *text = text_after(path, offset);
    long length = text ? complete(text) : 0;
    for (long at = 0; at < length;) {
        size_t line = strcspn(text + at, "\n");
        do_line(text + at, line);
        at += (long)line + 1;
    }
    free(text);
    return length;
}

static long size_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (!file) return size;
    if (!fseek(file, 0, SEEK_END)) size = ftell(file);
    fclose(file);
    return size;
}

struct followed { char *path; long offset; };

static void *follow(void *argument)
{
    struct followed *followed = argument;
    for (;;) {
        nanosleep(&(struct timespec){ .tv_nsec = LOOK_EVERY_MS * 1000000 }, NULL);
        long size = size_of(followed->path);
        /* A file that has become shorter is another one. */
        if (size >= 0 && size < followed->offset) followed->offset = load_complete(followed->path);
        else if (size > followed->offset) followed->offset += do_complete(followed->path, followed->offset);
    }
    return NULL;
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("NETSESSION_STANDIN_WORLD");
    pthread_t thread;
    if (!path || !*path) return;
    struct followed *followed = malloc(sizeof *followed);
    *followed = (struct followed){ .path = strdup(path), .offset = load_complete(path) };
    if (!pthread_create(&thread, NULL, follow, followed)) pthread_detach(thread);
}
