/* What the parts of SystemConfiguration share; and the rows of SCNetworkInterfaceCopyAll. */
#include "sc.h"

#include <string.h>

struct interface { struct object object; struct string *name, *type, *display; };

static __thread int last_error;

bool sc_result(int status)
{
    last_error = status;
    return status == kSCStatusOK;
}

EXPORT int SCError(void)
{
    ENTER;
    return last_error;
}

void listening_end(struct listening *listening)
{
    if (listening->queue) object_release(listening->queue, "the end of a dispatch queue's use");
    listening->queue = NULL;
    listening->session++;
}

int listening_set(struct listening *listening, void *queue, int already, const char *function)
{
    if (queue && listening->queue) return already;
    if (!queue && !listening->queue) return kSCStatusInvalidArgument;
    if (!queue) {
        listening_end(listening);
        return kSCStatusOK;
    }
    if (!object_of(queue, QUEUE, function)) return kSCStatusInvalidArgument;
    object_retain(queue);
    listening->queue = queue;
    listening->session++;
    return kSCStatusOK;
}

static void interface_dispose(void *object)
{
    struct interface *interface = object;
    struct string *parts[] = { interface->name, interface->type, interface->display };
    for (int i = 0; i < 3; i++)
        if (parts[i]) object_release(parts[i], "the release of an SCNetworkInterface with its text");
}

static struct string *string_or_null(const char *text)
{
    return text ? string_new(text, strlen(text)) : NULL;
}

EXPORT CFArrayRef SCNetworkInterfaceCopyAll(void)
{
    delayed("interfaces");
    ENTER;
    long count = 0;
    if (!sc_result(refused("interfaces"))) return NULL;
    for (struct row *row = world.rows; row; row = row->next) count++;
    struct array *array = array_new(count, true);
    count = 0;
    for (struct row *row = world.rows; row; row = row->next) {
        struct interface *interface = object_new(INTERFACE, sizeof *interface, NULL, interface_dispose);
        interface->name = string_or_null(row->name);
        interface->type = string_or_null(row->type);
        interface->display = string_or_null(row->display);
        array->values[count++] = interface;
    }
    return (CFArrayRef)array;
}

static CFStringRef borrowed(const struct string *string, const char *function)
{
    return string ? object_of(string, STRING, function) : NULL;
}

EXPORT CFStringRef SCNetworkInterfaceGetBSDName(SCNetworkInterfaceRef interface)
{
    ENTER;
    struct interface *known = object_of(interface, INTERFACE, __func__);
    return known ? borrowed(known->name, __func__) : NULL;
}

EXPORT CFStringRef SCNetworkInterfaceGetInterfaceType(SCNetworkInterfaceRef interface)
{
    ENTER;
    struct interface *known = object_of(interface, INTERFACE, __func__);
    return known ? borrowed(known->type, __func__) : NULL;
}

EXPORT CFStringRef SCNetworkInterfaceGetLocalizedDisplayName(SCNetworkInterfaceRef interface)
{
    ENTER;
    struct interface *known = object_of(interface, INTERFACE, __func__);
    return known ? borrowed(known->display, __func__) : NULL;
}
