/* libdispatch: queues and semaphores; and the symbol that all blocks of a JVM must name as their isa. */
#include "darwin.h"
#include "standin.h"

#define FOREVER UINT64_MAX

EXPORT void *_NSConcreteGlobalBlock[32];

struct semaphore {
    struct object object;
    pthread_cond_t condition;
    intptr_t value, original;
    int waiting;
};

EXPORT dispatch_queue_t dispatch_queue_create(const char *label, dispatch_queue_attr_t attr)
{
    ENTER;
    (void)label;
    if (attr) defect("%s: an attribute; the stand-in only has serial queues", __func__);
    return (dispatch_queue_t)queue_new();
}

EXPORT void dispatch_release(dispatch_object_t object)
{
    ENTER;
    struct object *known = object_of(object, ANY, __func__);
    bool is_one = known && (known->kind == QUEUE || known->kind == SEMAPHORE);
    if (is_one) object_give_up(known, ANY, __func__);
    else if (known) defect("%s: a %s", __func__, kind_names[known->kind]);
}

EXPORT void dispatch_async_f(dispatch_queue_t queue, void *context, dispatch_function_t work)
{
    ENTER;
    struct queue *known = object_of(queue, QUEUE, __func__);
    if (!work) defect("%s: NULL for the work", __func__);
    else if (known) queue_push(known, work, context);
}

/* Apple's crashes here: "BUG IN CLIENT OF LIBDISPATCH: Semaphore object deallocated while in use". */
static void semaphore_dropped(void *object)
{
    struct semaphore *semaphore = object;
    if (semaphore->value < semaphore->original || semaphore->waiting) defect("dispatch_release: a semaphore that is in use");
}

static void semaphore_dispose(void *object)
{
    struct semaphore *semaphore = object;
    pthread_cond_destroy(&semaphore->condition);
}

EXPORT dispatch_semaphore_t dispatch_semaphore_create(intptr_t value)
{
    ENTER;
    pthread_condattr_t attributes;
    if (value < 0) return NULL;
    struct semaphore *semaphore = object_new(SEMAPHORE, sizeof *semaphore, semaphore_dropped, semaphore_dispose);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&semaphore->condition, &attributes);
    pthread_condattr_destroy(&attributes);
    semaphore->value = semaphore->original = value;
    return (dispatch_semaphore_t)semaphore;
}

EXPORT intptr_t dispatch_semaphore_signal(dispatch_semaphore_t dsema)
{
    ENTER;
    struct semaphore *semaphore = object_of(dsema, SEMAPHORE, __func__);
    if (!semaphore) return 0;
    semaphore->value++;
    pthread_cond_signal(&semaphore->condition);
    return semaphore->waiting > 0;
}

EXPORT intptr_t dispatch_semaphore_wait(dispatch_semaphore_t dsema, dispatch_time_t timeout)
{
    ENTER;
    struct semaphore *semaphore = object_of(dsema, SEMAPHORE, __func__);
    if (!semaphore) return 1;
    object_hold(semaphore);
    semaphore->waiting++;
    while (semaphore->value < 1 && timeout != DISPATCH_TIME_NOW && wait_until(&semaphore->condition, timeout)) { }
    semaphore->waiting--;
    bool got = semaphore->value > 0;
    if (got) semaphore->value--;
    object_unhold(semaphore);
    return !got;
}

/* The times are the nanoseconds of the monotonic clock; nobody but the semaphores reads them. */
EXPORT dispatch_time_t dispatch_time(dispatch_time_t when, int64_t delta)
{
    ENTER;
    if (when == FOREVER) return FOREVER;
    uint64_t base = when == DISPATCH_TIME_NOW ? now_nanos() : when, time;
    if (delta < 0) return (uint64_t)-delta >= base ? 1 : base - (uint64_t)-delta;
    return __builtin_add_overflow(base, (uint64_t)delta, &time) || time > INT64_MAX ? FOREVER : time;
}
