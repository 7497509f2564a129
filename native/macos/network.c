/* Network.framework's path monitor. Build with -DOLD for a macOS before 10.15, which cannot tell a constrained path. */
#include "darwin.h"
#include "world.h"

#include <stdlib.h>

extern void *_NSConcreteGlobalBlock[];

struct monitor {
    struct object object;
    struct queue *queue;
    struct Block_literal *update, *cancelled;
    bool starts, ends, shows;   /* started; cancelled; the first update was given out */
};

struct path { struct object object; struct path_state state; };
struct update { struct monitor *monitor; struct path_state state; };
typedef void (*update_function)(struct Block_literal *block, nw_path_t path);
typedef void (*cancel_function)(struct Block_literal *block);

static bool is_block(const struct Block_literal *block, const char *function)
{
    const char *wrong = !block ? "no block"
        : block->isa != _NSConcreteGlobalBlock ? "a block whose isa is not _NSConcreteGlobalBlock"
        : !(block->flags & BLOCK_IS_GLOBAL) ? "a block without BLOCK_IS_GLOBAL"
        : !block->descriptor || block->descriptor->size != sizeof *block ? "a block whose descriptor is wrong"
        : !block->invoke ? "a block that calls nothing" : NULL;
    if (wrong) defect("%s: %s", function, wrong);
    return !wrong;
}

/* The block is looked at again before it is called, as whoever made it may have let its memory go. */
static struct path *begin(const struct update *update, struct Block_literal **block)
{
    LOCKED;
    struct monitor *monitor = update->monitor;
    *block = monitor->update;
    if (monitor->ends || !is_block(monitor->update, "a path monitor's update")) return NULL;
    struct path *path = object_new(PATH, sizeof *path, NULL, NULL);
    path->state = update->state;
    callbacks_begun[PATH_CALLBACKS]++;
    return path;
}

static void deliver(void *context)
{
    struct update *update = context;
    struct Block_literal *block;
    struct path *path = begin(update, &block);
    if (path) ((update_function)block->invoke)(block, (nw_path_t)path);
    LOCKED;
    if (path) object_release(path, "the end of a path monitor's update");
    object_unhold(update->monitor);
    free(update);
}

static struct Block_literal *begin_cancel(const struct monitor *monitor)
{
    LOCKED;
    struct Block_literal *block = monitor->cancelled;
    return block && is_block(block, "a path monitor's cancel handler") ? block : NULL;
}

static void deliver_cancel(void *context)
{
    struct monitor *monitor = context;
    struct Block_literal *block = begin_cancel(monitor);
    if (block) ((cancel_function)block->invoke)(block);
    LOCKED;
    object_unhold(monitor);
}

static void push(struct monitor *monitor)
{
    struct update *update = malloc(sizeof *update);
    *update = (struct update){ .monitor = monitor, .state = world.path };
    object_hold(monitor);
    queue_push(monitor->queue, deliver, update);
}

static void show_first(struct monitor *monitor)
{
    if (monitor->ends) return;
    monitor->shows = true;
    push(monitor);
}

/* The monitor may be dead by now, but its memory is still there. */
static void show_later(void *monitor)
{
    LOCKED;
    show_first(monitor);
}

static void told(const struct changes *changes)
{
    int updates = changes->spurious + changes->path;
    for (struct monitor *monitor = NULL; (monitor = object_next(monitor, MONITOR));)
        for (int i = 0; monitor->shows && !monitor->ends && i < updates; i++) push(monitor);
}

__attribute__((constructor)) static void begin_listening(void)
{
    changes_reach(told);
}

static void monitor_dropped(void *object)
{
    struct monitor *monitor = object;
    if (monitor->starts && !monitor->ends) defect("nw_release: a path monitor that is started and not cancelled");
    monitor->ends = true;
}

static void monitor_dispose(void *object)
{
    struct monitor *monitor = object;
    if (monitor->queue) object_release(monitor->queue, "the release of a path monitor with its queue");
}

EXPORT nw_path_monitor_t nw_path_monitor_create(void)
{
    ENTER;
    if (refused("monitor")) return NULL;
    return object_new(MONITOR, sizeof(struct monitor), monitor_dropped, monitor_dispose);
}

EXPORT void nw_path_monitor_set_queue(nw_path_monitor_t monitor, dispatch_queue_t queue)
{
    ENTER;
    struct monitor *known = object_of(monitor, MONITOR, __func__);
    if (!known || !object_of(queue, QUEUE, __func__)) return;
    object_retain(queue);
    if (known->queue) object_release(known->queue, __func__);
    known->queue = (struct queue *)queue;
}

EXPORT void nw_path_monitor_set_update_handler(nw_path_monitor_t monitor, nw_path_monitor_update_handler_t update_handler)
{
    ENTER;
    struct monitor *known = object_of(monitor, MONITOR, __func__);
    if (known && is_block(update_handler, __func__)) known->update = update_handler;
}

EXPORT void nw_path_monitor_set_cancel_handler(nw_path_monitor_t monitor, nw_path_monitor_cancel_handler_t cancel_handler)
{
    ENTER;
    struct monitor *known = object_of(monitor, MONITOR, __func__);
    if (known && is_block(cancel_handler, __func__)) known->cancelled = cancel_handler;
}

EXPORT void nw_path_monitor_start(nw_path_monitor_t monitor)
{
    ENTER;
    struct monitor *known = object_of(monitor, MONITOR, __func__);
    if (!known) return;
    const char *wrong = known->starts ? "started twice" : known->ends ? "started after its cancel" : !known->queue ? "without a queue"
        : !known->update ? "without an update handler" : NULL;
    if (wrong) defect("%s: a path monitor %s", __func__, wrong);
    if (wrong) return;
    known->starts = true;
    long millis = delay_of("path", 0);
    if (millis > 0) later(millis, show_later, known);
    else show_first(known);
}

EXPORT void nw_path_monitor_cancel(nw_path_monitor_t monitor)
{
    ENTER;
    struct monitor *known = object_of(monitor, MONITOR, __func__);
    if (!known || known->ends) return;
    known->ends = true;
    if (!known->queue) return;
    object_hold(known);
    queue_push(known->queue, deliver_cancel, known);
}

EXPORT void nw_release(void *obj)
{
    ENTER;
    object_give_up(obj, MONITOR, __func__);
}

static struct path_state state_of(nw_path_t path, const char *function)
{
    struct path *known = object_of(path, PATH, function);
    return known ? known->state : (struct path_state){ .status = nw_path_status_invalid };
}

EXPORT nw_path_status_t nw_path_get_status(nw_path_t path)
{
    ENTER;
    return state_of(path, __func__).status;
}

EXPORT bool nw_path_is_expensive(nw_path_t path)
{
    ENTER;
    return state_of(path, __func__).expensive;
}

#ifndef OLD
EXPORT bool nw_path_is_constrained(nw_path_t path)
{
    ENTER;
    return state_of(path, __func__).constrained;
}
#endif
