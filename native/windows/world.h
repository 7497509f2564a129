/*
 * The scripted world that both stand-in DLLs show: what the tests write down about adapters, networks and links.
 *
 * %NETSESSION_WORLD% is a path prefix. PREFIX.txt is the state, PREFIX.events an append-only list of notifications, and
 * byte 0 of PREFIX.lock is locked around every access to the two, here and in the Java tests (FileChannel.lock(0, 1, false)).
 * Nothing is kept in memory between two calls, so that several processes and the tests always agree. All files are UTF-8.
 */
#ifndef NETSESSION_WORLD_H
#define NETSESSION_WORLD_H

#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>

typedef struct world world;

/* A snapshot; the lock is given back before it returns. Without a world (no variable, no file) it is an empty one. */
world *world_read(void);

/* A world that stays locked until world_free, which writes back what was put and appends what was told. */
world *world_change(void);
void world_free(world *w);

/* The rest of the next line with that key, from *at on (start with 0), or NULL. */
const char *world_next(const world *w, int *at, const char *key);

/* The rest of the first line "KEY SUBJECT rest", or NULL. Subjects are interface names and GUIDs in text form. */
const char *world_get(const world *w, const char *key, const char *subject);
int world_number(const world *w, const char *key, const char *subject, int otherwise);

/* Replaces that line, or adds it; a NULL value removes it. */
void world_put(world *w, const char *key, const char *subject, const char *value);

/* Appends a line to the events when the world is freed. */
void world_tell(world *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Where the events end now: a registration hears what comes after. Only for a world that is held by world_change. */
ULONGLONG world_events_end(const world *w);

/* When the state was written last, and its size; zeros where there is none. A hint whether to read it again, without the lock. */
void world_stamp(ULARGE_INTEGER stamp[2]);

/* The whole lines that were appended after *offset, which is moved on; NULL when there are none. To be freed with free(). */
char *world_events_after(ULONGLONG *offset);

/* True when the text begins with the word, followed by a blank or the end; *rest is what follows the blank. */
BOOL word_is(const char *text, const char *word, const char **rest);

/* Reads a file of any kind, also one of /proc that claims to be empty. NULL when there is none. To be freed with free(). */
char *file_text(const WCHAR *path);

void utf16_of(const char *text, WCHAR *out, int room);
void utf8_of(const WCHAR *text, char *out, int room);

#define GUID_TEXT 39
void guid_text(const GUID *guid, char out[GUID_TEXT]);
BOOL guid_parse(const char *text, GUID *guid);

#endif
