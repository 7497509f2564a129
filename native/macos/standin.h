/*
 * The core that all the stand-in libraries share: one lock, the objects and what is wrong about their use, queues, and who is told of
 * changes. All but ENTER, LOCKED, delayed and changes_reach is called with it held, and nothing of a caller's is ever
 * called with it.
 */
#ifndef NETSESSION_STANDIN_H
#define NETSESSION_STANDIN_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* What the tests call. */
EXPORT int standin_load(const char *path);
EXPORT int standin_do(const char *line);
EXPORT long standin_number(const char *question);

/* ---- The lock. ENTER is the first statement of each function of Apple's: it counts the call, and locks until the function returns. */
EXPORT int standin_enter(const char *function);
EXPORT int standin_lock(void);
EXPORT void standin_unlock(int *locked);
#define ENTER int locked __attribute__((cleanup(standin_unlock), unused)) = standin_enter(__func__)
#define LOCKED int locked __attribute__((cleanup(standin_unlock), unused)) = standin_lock()
/* Gives the lock up until the condition (of the monotonic clock) is signalled; false once the time has come. UINT64_MAX: never. */
EXPORT bool wait_until(pthread_cond_t *condition, uint64_t nanos);
EXPORT uint64_t now_nanos(void);

EXPORT void defect(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- Objects. Their memory is never given back, so that a pointer to a dead one is always recognised. */
enum kind {
    ANY = -1, STRING, ARRAY, DICTIONARY, NUMBER, BOOLEAN, UNKNOWN, STORE, CONNECTION, INTERFACE, QUEUE, SEMAPHORE, MONITOR, PATH, POOL,
    IFADDRS, WIFI, KINDS
};
struct object {
    struct object *next, *before;
    enum kind kind;
    bool alive;
    long count;                 /* all references */
    long holds;                 /* those of them that only work under way has: nobody may release these */
    void (*dropped)(void *);    /* the last reference is going that is no hold */
    void (*dispose)(void *);    /* the last reference is gone */
};
EXPORT extern struct object standin_true, standin_false;

EXPORT void *object_new(enum kind kind, size_t size, void (*dropped)(void *), void (*dispose)(void *));
/* The pointer, or NULL and a defect if it is no living object of that kind. */
EXPORT void *object_of(const void *pointer, enum kind kind, const char *function);
EXPORT void object_retain(void *pointer);
EXPORT void object_release(const void *pointer, const char *function);
EXPORT void object_hold(void *pointer);
EXPORT void object_unhold(void *pointer);
/* What a caller's release does. */
EXPORT void object_give_up(const void *pointer, enum kind kind, const char *function);
/* The next living object of a kind; NULL: the first. */
EXPORT void *object_next(void *after, enum kind kind);
EXPORT long objects_alive(enum kind kind);
EXPORT extern const char *const kind_names[KINDS];

struct string { struct object object; char *text; long bytes; };
struct array { struct object object; long count; const void **values; bool retains; };
struct dictionary { struct object object; long count; const void **keys, **values; };
struct number { struct object object; int64_t value; };

EXPORT bool utf8_valid(const char *text, size_t bytes);
EXPORT struct string *string_new(const char *text, size_t bytes);
EXPORT struct array *array_new(long count, bool retains);       /* the values are to be filled in, retained */
EXPORT struct dictionary *dictionary_new(long count);
EXPORT struct number *number_new(int64_t value);
/* The text of a CFString that a caller gave, or NULL and a defect. */
EXPORT const char *text_of(const void *string, const char *function);

/* ---- Lists of texts. */
struct texts { char **items; int count; };
EXPORT void texts_add(struct texts *texts, const char *text);   /* unless it is in it already */
EXPORT void texts_clear(struct texts *texts);
EXPORT struct array *texts_array(const struct texts *texts);

/* ---- Queues: serial; a fresh thread works for as long as there is work. The work is called without the lock. */
struct work;
struct queue { struct object object; struct work *first, **end; bool running; };
EXPORT struct queue *queue_new(void);
EXPORT void queue_push(struct queue *queue, void (*run)(void *), void *context);
EXPORT void later(long millis, void (*run)(void *), void *context);

enum callbacks { STORE_CALLBACKS, PATH_CALLBACKS, CONNECTION_CALLBACKS, CALLBACK_KINDS };
EXPORT extern long callbacks_begun[CALLBACK_KINDS];

/* ---- Changes of the world. Each library that has listeners asks to be told; it is, with the lock held, and pushes work. */
struct changes { struct texts keys; int restarts, spurious; bool path; };
EXPORT extern struct changes changes;
EXPORT void changes_reach(void (*hook)(const struct changes *));
EXPORT void changes_tell(void);

/* Set by libCoreWLAN, as Objective-C's classes come with the library that has them. */
EXPORT extern bool corewlan_loaded;

long threads_alive(void);
long defects_seen(void);
long calls_of(const char *function);

#endif
