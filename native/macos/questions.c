/* What the tests may ask about what happened. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

static long live_of(const char *name)
{
    if (!name) return objects_alive(ANY);
    for (int i = 0; i < KINDS; i++)
        if (i != BOOLEAN && !strcmp(kind_names[i], name)) return objects_alive((enum kind)i);
    return -1;
}

static long callbacks_of(const char *name)
{
    static const char *const names[CALLBACK_KINDS] = { "store", "path", "connection" };
    for (int i = 0; i < CALLBACK_KINDS; i++)
        if (!strcmp(names[i], name)) return callbacks_begun[i];
    return -1;
}

static long linger_of(const char *id)
{
    struct service *service = service_of(id);
    return service ? service->linger : -1;
}

static long status_of(const char *id)
{
    return service_status(id);
}

static long answer(const char *word, const char *subject)
{
    static const struct { const char *word; long (*answer)(const char *); } about[] = {
        { "calls", calls_of }, { "callbacks", callbacks_of }, { "status", status_of }, { "references", service_references },
        { "linger", linger_of },
        { "bound", bound_to }, { "level", bound_at }
    };
    if (!strcmp(word, "live")) return live_of(subject);
    if (!subject && !strcmp(word, "defects")) return defects_seen();
    if (!subject && !strcmp(word, "threads")) return threads_alive();
    for (int i = 0; subject && i < 7; i++)
        if (!strcmp(word, about[i].word)) return about[i].answer(subject);
    return -1;
}

long standin_number(const char *question)
{
    LOCKED;
    char *copy = strdup(question), *rest = copy;
    char *word = word_of(&rest), *subject = word_of(&rest);
    long number = word && !word_of(&rest) ? answer(word, subject) : -1;
    free(copy);
    return number;
}
