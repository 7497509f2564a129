/* Connection-oriented services: who holds them, and what the link and the store show of them. */
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* macOS's, which darwin.h has as well; it is not included here, as this file knows nothing of SystemConfiguration's types. */
enum { INVALID = -1, DISCONNECTED, CONNECTING, CONNECTED, DISCONNECTING };
enum { OK, FAILED = 1001, NO_SERVICE = 5001 };
#define UP 1
#define POINT_TO_POINT 16
#define RUNNING 64
#define TRANSITION_MS 5

struct transition { char *id; long ticket; };
static long last_ticket;

struct service *service_of(const char *id)
{
    struct service *service = world.services;
    while (service && strcmp(service->id, id)) service = service->next;
    return service;
}

int service_status(const char *id)
{
    struct service *service = service_of(id);
    return service ? service->status : INVALID;
}

long service_references(const char *id)
{
    long count = 0;
    for (struct holder *holder = NULL; (holder = object_next(holder, CONNECTION));)
        if (holder->holds && !strcmp(holder->id, id)) count++;
    return count;
}

static void drop_references(struct service *service)
{
    service->others = 0;
    for (struct holder *holder = NULL; (holder = object_next(holder, CONNECTION));)
        if (!strcmp(holder->id, service->id)) holder->holds = false;
}

static char *key_of(const struct service *service, const char *what, char key[300])
{
    snprintf(key, 300, "State:/Network/Service/%s/%s", service->id, what);
    return key;
}

static void apply(struct service *service)
{
    struct netlink *link = link_named(service->link);
    char key[300], json[400];
    if (service->applied) return;
    service->applied = true;
    if (link) {
        link->flags |= UP | RUNNING | POINT_TO_POINT;
        address_add(link, &service->address);
    }
    snprintf(json, sizeof json, "{\"Addresses\":[\"%s\"],\"InterfaceName\":\"%s\",\"Router\":\"%s\"}", service->text, service->link,
             service->text);
    store_put(key_of(service, "IPv4", key), value_parse(json));
    snprintf(json, sizeof json, "{\"InterfaceName\":\"%s\",\"Status\":8}", service->link);
    store_put(key_of(service, "PPP", key), value_parse(json));
}

static void undo(struct service *service)
{
    struct netlink *link = link_named(service->link);
    char key[300];
    if (!service->applied) return;
    service->applied = false;
    if (link) {
        link->flags &= ~(uint32_t)(UP | RUNNING);
        address_remove(link, &service->address);
    }
    store_remove(key_of(service, "IPv4", key));
    store_remove(key_of(service, "PPP", key));
}

void service_up(struct service *service)
{
    service->ticket = ++last_ticket;
    service->status = CONNECTED;
    apply(service);
}

void service_down(struct service *service)
{
    service->ticket = ++last_ticket;
    service->status = DISCONNECTED;
    drop_references(service);
    undo(service);
}

/* What macOS says of it changes and nothing else does, as while a VPN reasserts: its tunnel and its addresses stay. */
void service_says(struct service *service, int status)
{
    service->ticket = ++last_ticket;
    service->status = status;
}

/* The service may be gone or on another way by now: the ticket tells. */
static void arrive(void *context)
{
    LOCKED;
    struct transition *transition = context;
    struct service *service = service_of(transition->id);
    if (service && service->ticket == transition->ticket) {
        if (service->status == CONNECTING && !service->fails) service_up(service);
        else service_down(service);
        changes_tell();
    }
    free(transition->id);
    free(transition);
}

static void set_out(struct service *service, int status)
{
    struct transition *transition = malloc(sizeof *transition);
    service->status = status;
    service->ticket = ++last_ticket;
    *transition = (struct transition){ .id = strdup(service->id), .ticket = service->ticket };
    if (status == CONNECTING) undo(service);
    changes_tell();
    later(delay_of(status == CONNECTING ? "connect" : "disconnect", TRANSITION_MS), arrive, transition);
}

int service_start(struct holder *holder, bool linger)
{
    struct service *service = service_of(holder->id);
    if (!service) return NO_SERVICE;
    service->linger = linger;
    if (!linger && !service->extension) holder->holds = true;
    if (service->status == DISCONNECTED || service->status == DISCONNECTING) set_out(service, CONNECTING);
    return OK;
}

static void end_unless_held(struct service *service)
{
    bool ends = service->status == CONNECTING || service->status == CONNECTED;
    if (ends && !service->others && !service_references(service->id)) set_out(service, DISCONNECTING);
}

int service_stop(struct holder *holder, bool force)
{
    struct service *service = service_of(holder->id);
    holder->holds = false;
    if (!service) return NO_SERVICE;
    if (force || service->extension) drop_references(service);
    if (service->status == DISCONNECTED) return FAILED;
    end_unless_held(service);
    return OK;
}

void service_withdraw(struct holder *holder)
{
    struct service *service = service_of(holder->id);
    if (!holder->holds) return;
    holder->holds = false;
    if (service) end_unless_held(service);
}

static void service_free(struct service *service)
{
    free(service->id);
    free(service->link);
    free(service->text);
    free(service);
}

bool service_forget(const char *id)
{
    struct service *service = service_of(id);
    if (!service) return false;
    struct service **at = &world.services;
    service_down(service);
    while (*at != service) at = &(*at)->next;
    *at = service->next;
    service_free(service);
    return true;
}

void services_free(void)
{
    while (world.services) {
        struct service *service = world.services;
        drop_references(service);
        world.services = service->next;
        service_free(service);
    }
}
