/* The lock, the objects' accounting, the calls' and the defects'. */
#include "standin.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FUNCTIONS 128
#define FOREVER UINT64_MAX

const char *const kind_names[KINDS] = {
    "string", "array", "dictionary", "number", "boolean", "unknown", "store", "connection", "interface", "queue", "semaphore", "monitor",
    "path", "pool", "ifaddrs", "wifi"
};

struct object standin_true = { .kind = BOOLEAN, .alive = true, .count = 1 };
struct object standin_false = { .kind = BOOLEAN, .alive = true, .count = 1 };

bool corewlan_loaded;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct { const char *function; long calls; } counted[FUNCTIONS];
static long defects;

/* Every object there ever was, so that the header of a pointer that is no object is never looked at. */
static struct object **known;
static size_t known_room, known_count;
static struct object *first_alive;
static long alive[KINDS];

int standin_lock(void)
{
    pthread_mutex_lock(&lock);
    return 1;
}

void standin_unlock(int *locked)
{
    (void)locked;
    pthread_mutex_unlock(&lock);
}

/* The names are copied: they lie in libraries that may have other copies of them. */
int standin_enter(const char *function)
{
    int i = 0;
    standin_lock();
    while (i < FUNCTIONS - 1 && counted[i].function && strcmp(counted[i].function, function)) i++;
    if (!counted[i].function) counted[i].function = strdup(function);
    counted[i].calls++;
    return 1;
}

long calls_of(const char *function)
{
    for (int i = 0; i < FUNCTIONS && counted[i].function; i++)
        if (!strcmp(counted[i].function, function)) return counted[i].calls;
    return 0;
}

uint64_t now_nanos(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

bool wait_until(pthread_cond_t *condition, uint64_t nanos)
{
    struct timespec until = { .tv_sec = (time_t)(nanos / 1000000000), .tv_nsec = (long)(nanos % 1000000000) };
    if (nanos == FOREVER) return pthread_cond_wait(condition, &lock) == 0;
    return pthread_cond_timedwait(condition, &lock, &until) == 0;
}

void defect(const char *format, ...)
{
    char text[400];
    va_list values;
    va_start(values, format);
    vsnprintf(text, sizeof text, format, values);
    va_end(values);
    defects++;
    fprintf(stderr, "standin: DEFECT: %s\n", text);
}

long defects_seen(void)
{
    return defects;
}

static size_t slot_of(const void *pointer)
{
    size_t slot = ((uintptr_t)pointer >> 4) * 0x9E3779B97F4A7C15u >> 20;
    for (slot &= known_room - 1; known[slot] && known[slot] != pointer; slot = (slot + 1) & (known_room - 1)) { }
    return slot;
}

static void make_room(void)
{
    struct object **before = known;
    size_t room = known_room;
    if (known_count * 2 < known_room) return;
    known_room = room ? room * 2 : 1024;
    known = calloc(known_room, sizeof *known);
    for (size_t i = 0; i < room; i++)
        if (before[i]) known[slot_of(before[i])] = before[i];
    free(before);
}

void *object_new(enum kind kind, size_t size, void (*dropped)(void *), void (*dispose)(void *))
{
    struct object *object = calloc(1, size);
    *object = (struct object){ .kind = kind, .alive = true, .count = 1, .dropped = dropped, .dispose = dispose, .next = first_alive };
    if (first_alive) first_alive->before = object;
    first_alive = object;
    make_room();
    known[slot_of(object)] = object;
    known_count++;
    alive[kind]++;
    return object;
}

void *object_of(const void *pointer, enum kind kind, const char *function)
{
    struct object *object = NULL;
    if (pointer == &standin_true || pointer == &standin_false) object = pointer == &standin_true ? &standin_true : &standin_false;
    else if (pointer && known_room) object = known[slot_of(pointer)];
    const char *wanted = kind == ANY ? "object" : kind_names[kind];
    if (!pointer) defect("%s: NULL instead of: %s", function, wanted);
    else if (!object) defect("%s: %p is no %s", function, pointer, wanted);
    else if (!object->alive) defect("%s: %p is a %s that was released already", function, pointer, kind_names[object->kind]);
    else if (kind != ANY && object->kind != kind) defect("%s: a %s instead of: %s", function, kind_names[object->kind], wanted);
    else return object;
    return NULL;
}

void object_retain(void *pointer)
{
    struct object *object = pointer;
    if (object->kind != BOOLEAN) object->count++;
}

void object_hold(void *pointer)
{
    struct object *object = pointer;
    object->count++;
    object->holds++;
}

static void die(struct object *object)
{
    if (object->next) object->next->before = object->before;
    if (object->before) object->before->next = object->next;
    else first_alive = object->next;
    alive[object->kind]--;
    object->alive = false;
    if (object->dispose) object->dispose(object);
}

void object_release(const void *pointer, const char *function)
{
    struct object *object = object_of(pointer, ANY, function);
    if (object && object->kind != BOOLEAN && --object->count == 0) die(object);
}

void object_unhold(void *pointer)
{
    struct object *object = pointer;
    object->holds--;
    object_release(object, "the end of a callback");
}

void object_give_up(const void *pointer, enum kind kind, const char *function)
{
    struct object *object = object_of(pointer, kind, function);
    if (!object || object->kind == BOOLEAN) return;
    long given = object->count - object->holds;
    if (given < 1) {
        defect("%s: a %s that was released already, and only lives for the work under way", function, kind_names[object->kind]);
        return;
    }
    if (given == 1 && object->dropped) object->dropped(object);
    object_release(object, function);
}

void *object_next(void *after, enum kind kind)
{
    struct object *object = after ? ((struct object *)after)->next : first_alive;
    while (object && object->kind != kind) object = object->next;
    return object;
}

long objects_alive(enum kind kind)
{
    long sum = 0;
    if (kind != ANY) return alive[kind];
    for (int i = 0; i < KINDS; i++) sum += alive[i];
    return sum;
}
