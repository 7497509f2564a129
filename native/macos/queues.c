/* Queues and delays; and who hears of changes. */
#include "standin.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define HOOKS 8

struct work {
    struct work *next;
    void (*run)(void *);
    void *context;
    long millis;
};

long callbacks_begun[CALLBACK_KINDS];
struct changes changes;
static long threads;
static void (*hooks[HOOKS])(const struct changes *);

long threads_alive(void)
{
    return threads;
}

/* Detached, as nobody ever waits for one: a JVM must cope with threads that come and go as they like. */
static void begin_thread(void *(*body)(void *), void *argument)
{
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    threads++;
    if (pthread_create(&thread, &attributes, body, argument)) {
        fprintf(stderr, "standin: there are no more threads\n");
        abort();
    }
    pthread_attr_destroy(&attributes);
}

static struct work *take(struct queue *queue)
{
    LOCKED;
    struct work *work = queue->first;
    if (work) {
        if (!(queue->first = work->next)) queue->end = &queue->first;
        return work;
    }
    queue->running = false;
    threads--;
    object_unhold(queue);
    return NULL;
}

static void *work_off(void *argument)
{
    struct work *work;
    while ((work = take(argument))) {
        work->run(work->context);
        free(work);
    }
    return NULL;
}

struct queue *queue_new(void)
{
    struct queue *queue = object_new(QUEUE, sizeof *queue, NULL, NULL);
    queue->end = &queue->first;
    return queue;
}

void queue_push(struct queue *queue, void (*run)(void *), void *context)
{
    struct work *work = calloc(1, sizeof *work);
    *work = (struct work){ .run = run, .context = context };
    *queue->end = work;
    queue->end = &work->next;
    if (queue->running) return;
    queue->running = true;
    object_hold(queue);
    begin_thread(work_off, queue);
}

static void *wait_and_run(void *argument)
{
    struct work *work = argument;
    struct timespec time = { .tv_sec = work->millis / 1000, .tv_nsec = work->millis % 1000 * 1000000 };
    nanosleep(&time, NULL);
    work->run(work->context);
    free(work);
    LOCKED;
    threads--;
    return NULL;
}

void later(long millis, void (*run)(void *), void *context)
{
    struct work *work = calloc(1, sizeof *work);
    *work = (struct work){ .run = run, .context = context, .millis = millis };
    begin_thread(wait_and_run, work);
}

void changes_reach(void (*hook)(const struct changes *))
{
    LOCKED;
    for (int i = 0; i < HOOKS; i++) {
        if (hooks[i]) continue;
        hooks[i] = hook;
        return;
    }
}

void changes_tell(void)
{
    for (int i = 0; i < HOOKS && hooks[i]; i++) hooks[i](&changes);
    texts_clear(&changes.keys);
    changes = (struct changes){ 0 };
}
