/* SCNetworkConnection: the objects through which services are held, and their callbacks. */
#include "sc.h"

#include <stdlib.h>
#include <string.h>

struct connection {
    struct holder holder;
    SCNetworkConnectionCallBack callout;
    void *info;
    struct listening listening;
    int told;                   /* the status that was told last */
};

struct notice { struct connection *connection; long session; int status; };

static bool begin(const struct notice *notice)
{
    LOCKED;
    const struct listening *listening = &notice->connection->listening;
    if (!listening->queue || listening->session != notice->session) return false;
    callbacks_begun[CONNECTION_CALLBACKS]++;
    return true;
}

static void deliver(void *context)
{
    struct notice *notice = context;
    struct connection *connection = notice->connection;
    if (begin(notice)) connection->callout((SCNetworkConnectionRef)connection, notice->status, connection->info);
    LOCKED;
    object_unhold(connection);
    free(notice);
}

/* Nobody is told that a service went: it was disconnected, and that is all there is to know. */
static int status_to_tell(const struct connection *connection)
{
    int status = service_status(connection->holder.id);
    return status == kSCNetworkConnectionInvalid ? kSCNetworkConnectionDisconnected : status;
}

static void tell(struct connection *connection)
{
    int status = status_to_tell(connection);
    if (status == connection->told) return;
    connection->told = status;
    if (!connection->listening.queue || !connection->callout) return;
    struct notice *notice = malloc(sizeof *notice);
    *notice = (struct notice){ .connection = connection, .session = connection->listening.session, .status = status };
    object_hold(connection);
    queue_push(connection->listening.queue, deliver, notice);
}

static void told(const struct changes *changes)
{
    (void)changes;
    for (struct connection *connection = NULL; (connection = object_next(connection, CONNECTION));) tell(connection);
}

__attribute__((constructor)) static void begin_listening(void)
{
    changes_reach(told);
}

/* As on macOS, where the reference of an application that ends is withdrawn, whatever it ended of. */
static void connection_dropped(void *object)
{
    struct connection *connection = object;
    listening_end(&connection->listening);
    service_withdraw(&connection->holder);
}

static void connection_dispose(void *object)
{
    struct connection *connection = object;
    free(connection->holder.id);
    connection->holder.id = NULL;
}

EXPORT SCNetworkConnectionRef SCNetworkConnectionCreateWithServiceID(CFAllocatorRef allocator, CFStringRef serviceID,
                                                                     SCNetworkConnectionCallBack callout,
                                                                     SCNetworkConnectionContext *context)
{
    delayed("connection");
    ENTER;
    (void)allocator;
    const char *id = text_of(serviceID, __func__);
    if (!id) sc_result(kSCStatusInvalidArgument);
    if (!id || !sc_result(refused("connection"))) return NULL;
    struct connection *connection = object_new(CONNECTION, sizeof *connection, connection_dropped, connection_dispose);
    connection->holder.id = strdup(id);
    connection->callout = callout;
    connection->info = context ? context->info : NULL;
    connection->told = status_to_tell(connection);
    return (SCNetworkConnectionRef)connection;
}

EXPORT SCNetworkConnectionStatus SCNetworkConnectionGetStatus(SCNetworkConnectionRef connection)
{
    ENTER;
    struct connection *known = object_of(connection, CONNECTION, __func__);
    int status = known ? service_status(known->holder.id) : kSCNetworkConnectionInvalid;
    sc_result(!known ? kSCStatusInvalidArgument : status == kSCNetworkConnectionInvalid ? kSCStatusConnectionNoService : kSCStatusOK);
    return status;
}

EXPORT Boolean SCNetworkConnectionStart(SCNetworkConnectionRef connection, CFDictionaryRef userOptions, Boolean linger)
{
    delayed("start");
    ENTER;
    struct connection *known = object_of(connection, CONNECTION, __func__);
    bool good = known && (!userOptions || object_of(userOptions, DICTIONARY, __func__));
    if (!good) return sc_result(kSCStatusInvalidArgument);
    return sc_result(refused("start")) && sc_result(service_start(&known->holder, linger));
}

EXPORT Boolean SCNetworkConnectionStop(SCNetworkConnectionRef connection, Boolean forceDisconnect)
{
    delayed("stop");
    ENTER;
    struct connection *known = object_of(connection, CONNECTION, __func__);
    if (!known) return sc_result(kSCStatusInvalidArgument);
    return sc_result(refused("stop")) && sc_result(service_stop(&known->holder, forceDisconnect));
}

EXPORT Boolean SCNetworkConnectionSetDispatchQueue(SCNetworkConnectionRef connection, dispatch_queue_t queue)
{
    ENTER;
    struct connection *known = object_of(connection, CONNECTION, __func__);
    int status = known ? listening_set(&known->listening, queue, kSCStatusInvalidArgument, __func__) : kSCStatusInvalidArgument;
    return sc_result(status);
}
