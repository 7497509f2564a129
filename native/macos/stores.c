/* SCDynamicStore: copies of values, and the callbacks when watched ones change. */
#include "sc.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GLOBAL_KEY "State:/Network/Global/IPv4"
#define PATTERNS 32

struct store {
    struct object object;
    SCDynamicStoreCallBack callout;
    void *info;
    struct listening listening;
    struct texts keys, patterns;
    struct texts changed;       /* gathered for the one callback that is pending */
    bool pending;
};

/* A callback: with the keys that were gathered, or with those it brings along. */
struct delivery { struct store *store; long session; bool gathered; struct texts keys; };

/* A client's few patterns, which it gives with each call, compiled once: compiling takes far longer than matching. */
static const regex_t *compiled_of(const char *pattern)
{
    static struct { char *pattern; regex_t compiled; } known[PATTERNS];
    static int next;
    char whole[1000];
    for (int i = 0; i < PATTERNS; i++)
        if (known[i].pattern && !strcmp(known[i].pattern, pattern)) return &known[i].compiled;
    int at = next++ % PATTERNS;
    if (known[at].pattern) regfree(&known[at].compiled);
    free(known[at].pattern);
    known[at].pattern = NULL;
    snprintf(whole, sizeof whole, "^(%s)$", pattern);
    if (regcomp(&known[at].compiled, whole, REG_EXTENDED | REG_NOSUB)) return NULL;
    known[at].pattern = strdup(pattern);
    return &known[at].compiled;
}

static bool matches_pattern(const char *key, const char *pattern)
{
    const regex_t *compiled = compiled_of(pattern);
    return compiled && !regexec(compiled, key, 0, NULL, 0);
}

static bool is_pattern(const char *pattern)
{
    regex_t compiled;
    if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB)) return false;
    regfree(&compiled);
    return true;
}

static bool matches(const char *key, const struct texts *keys, const struct texts *patterns)
{
    for (int i = 0; i < keys->count; i++)
        if (!strcmp(keys->items[i], key)) return true;
    for (int i = 0; i < patterns->count; i++)
        if (matches_pattern(key, patterns->items[i])) return true;
    return false;
}

/* The texts of a CFArray of CFStrings, NULL being an empty one. */
static bool read_texts(CFArrayRef from, struct texts *texts, const char *function)
{
    struct array *array = from ? object_of(from, ARRAY, function) : NULL;
    *texts = (struct texts){ 0 };
    for (long i = 0; array && i < array->count; i++) {
        const char *text = text_of(array->values[i], function);
        if (!text) return false;
        texts_add(texts, text);
    }
    return array || !from;
}

static int read_both(CFArrayRef keys, CFArrayRef patterns, struct texts out[2], const char *function)
{
    bool good = read_texts(keys, &out[0], function);
    good = read_texts(patterns, &out[1], function) && good;
    for (int i = 0; i < out[1].count; i++) good = is_pattern(out[1].items[i]) && good;
    if (good) return kSCStatusOK;
    texts_clear(&out[0]);
    texts_clear(&out[1]);
    return kSCStatusInvalidArgument;
}

static struct array *changed_keys(struct delivery *delivery)
{
    struct store *store = delivery->store;
    struct texts *keys = delivery->gathered ? &store->changed : &delivery->keys;
    struct array *array = texts_array(keys);
    texts_clear(keys);
    if (delivery->gathered) store->pending = false;
    return array;
}

/* What to call, or NULL if nobody listens any more. */
static SCDynamicStoreCallBack begin(struct delivery *delivery, struct array **keys)
{
    LOCKED;
    struct store *store = delivery->store;
    if (!store->listening.queue || store->listening.session != delivery->session || !store->callout) return NULL;
    *keys = changed_keys(delivery);
    callbacks_begun[STORE_CALLBACKS]++;
    return store->callout;
}

static void deliver(void *context)
{
    struct delivery *delivery = context;
    struct array *keys = NULL;
    SCDynamicStoreCallBack callout = begin(delivery, &keys);
    if (callout) callout((SCDynamicStoreRef)delivery->store, (CFArrayRef)keys, delivery->store->info);
    LOCKED;
    if (keys) object_release(keys, "the end of a store's callback");
    object_unhold(delivery->store);
    texts_clear(&delivery->keys);
    free(delivery);
}

static void push(struct store *store, bool gathered, const char *key)
{
    struct delivery *delivery = calloc(1, sizeof *delivery);
    *delivery = (struct delivery){ .store = store, .session = store->listening.session, .gathered = gathered };
    if (key) texts_add(&delivery->keys, key);
    object_hold(store);
    queue_push(store->listening.queue, deliver, delivery);
}

static void tell(struct store *store, const struct changes *changes)
{
    for (int i = 0; i < changes->restarts; i++) push(store, false, NULL);
    int before = store->changed.count;
    for (int i = 0; i < changes->keys.count; i++)
        if (matches(changes->keys.items[i], &store->keys, &store->patterns)) texts_add(&store->changed, changes->keys.items[i]);
    if (store->changed.count > before && !store->pending) {
        store->pending = true;
        push(store, true, NULL);
    }
    for (int i = 0; i < changes->spurious; i++) push(store, false, GLOBAL_KEY);
}

static void told(const struct changes *changes)
{
    for (struct store *store = NULL; (store = object_next(store, STORE));)
        if (store->listening.queue) tell(store, changes);
}

__attribute__((constructor)) static void begin_listening(void)
{
    changes_reach(told);
}

static void forget_changes(struct store *store)
{
    store->pending = false;
    texts_clear(&store->changed);
}

static void store_dropped(void *object)
{
    struct store *store = object;
    if (!store->listening.queue) return;
    defect("CFRelease: a store that still has its dispatch queue");
    listening_end(&store->listening);
    forget_changes(store);
}

static void store_dispose(void *object)
{
    struct store *store = object;
    texts_clear(&store->keys);
    texts_clear(&store->patterns);
    forget_changes(store);
}

EXPORT SCDynamicStoreRef SCDynamicStoreCreate(CFAllocatorRef allocator, CFStringRef name, SCDynamicStoreCallBack callout,
                                              SCDynamicStoreContext *context)
{
    delayed("store");
    ENTER;
    (void)allocator;
    if (!text_of(name, __func__)) sc_result(kSCStatusInvalidArgument);
    else if (sc_result(refused("store"))) {
        struct store *store = object_new(STORE, sizeof *store, store_dropped, store_dispose);
        store->callout = callout;
        store->info = context ? context->info : NULL;
        return (SCDynamicStoreRef)store;
    }
    return NULL;
}

EXPORT Boolean SCDynamicStoreSetNotificationKeys(SCDynamicStoreRef store, CFArrayRef keys, CFArrayRef patterns)
{
    ENTER;
    struct store *known = object_of(store, STORE, __func__);
    struct texts read[2];
    if (!known) return sc_result(kSCStatusNoStoreSession);
    if (!sc_result(refused("keys")) || !sc_result(read_both(keys, patterns, read, __func__))) return 0;
    texts_clear(&known->keys);
    texts_clear(&known->patterns);
    known->keys = read[0];
    known->patterns = read[1];
    return 1;
}

EXPORT Boolean SCDynamicStoreSetDispatchQueue(SCDynamicStoreRef store, dispatch_queue_t queue)
{
    ENTER;
    struct store *known = object_of(store, STORE, __func__);
    if (!known) return sc_result(kSCStatusNoStoreSession);
    /* Only the setting of one is refused: a test that lets this fail must still be able to clean up. */
    if (queue && !sc_result(refused("queue"))) return 0;
    int status = listening_set(&known->listening, queue, kSCStatusNotifierActive, __func__);
    if (status == kSCStatusOK) forget_changes(known);
    return sc_result(status);
}

static CFDictionaryRef copy(const struct texts *keys, const struct texts *patterns)
{
    struct texts found = { 0 };
    for (struct entry *entry = world.store; entry; entry = entry->next)
        if (matches(entry->key, keys, patterns)) texts_add(&found, entry->key);
    struct dictionary *dictionary = dictionary_new(found.count);
    int count = 0;
    for (struct entry *entry = world.store; entry && count < found.count; entry = entry->next) {
        if (strcmp(entry->key, found.items[count])) continue;
        dictionary->keys[count] = string_new(entry->key, strlen(entry->key));
        dictionary->values[count++] = value_object(entry->value);
    }
    texts_clear(&found);
    return (CFDictionaryRef)dictionary;
}

EXPORT CFDictionaryRef SCDynamicStoreCopyMultiple(SCDynamicStoreRef store, CFArrayRef keys, CFArrayRef patterns)
{
    delayed("copy");
    ENTER;
    struct store *known = object_of(store, STORE, __func__);
    struct texts read[2];
    if (!known) sc_result(kSCStatusNoStoreSession);
    if (!known || !sc_result(refused("copy")) || !sc_result(read_both(keys, patterns, read, __func__))) return NULL;
    CFDictionaryRef dictionary = copy(&read[0], &read[1]);
    texts_clear(&read[0]);
    texts_clear(&read[1]);
    return dictionary;
}
