/* CoreFoundation's values, as the other libraries make them, and lists of texts. */
#include "world.h"

#include <stdlib.h>
#include <string.h>

/* As many bytes as the sequence at that place has, 0 if it is none: neither overlong nor a surrogate nor beyond U+10FFFF. */
static int sequence(const uint8_t *at, size_t left)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    int length = at[0] < 0x80 ? 1 : at[0] >= 0xF0 && at[0] < 0xF8 ? 4 : at[0] >= 0xE0 && at[0] < 0xF0 ? 3 : at[0] >= 0xC0 && at[0] < 0xE0 ? 2 : 0;
    if (!length || (size_t)length > left) return 0;
    uint32_t point = length == 1 ? at[0] : at[0] & (0x7F >> length);
    for (int i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) return 0;
        point = point << 6 | (at[i] & 0x3F);
    }
    bool good = point >= least[length] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    return good ? length : 0;
}

bool utf8_valid(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes;) {
        int length = sequence((const uint8_t *)text + i, bytes - i);
        if (!length) return false;
        i += (size_t)length;
    }
    return true;
}

static void string_dispose(void *object)
{
    struct string *string = object;
    free(string->text);
    string->text = NULL;
}

struct string *string_new(const char *text, size_t bytes)
{
    struct string *string = object_new(STRING, sizeof *string, NULL, string_dispose);
    string->text = calloc(1, bytes + 1);
    if (bytes) memcpy(string->text, text, bytes);
    string->bytes = (long)bytes;
    return string;
}

static void array_dispose(void *object)
{
    struct array *array = object;
    for (long i = 0; array->retains && i < array->count; i++) object_release(array->values[i], "the release of an array with its value");
    free(array->values);
    array->values = NULL;
}

struct array *array_new(long count, bool retains)
{
    struct array *array = object_new(ARRAY, sizeof *array, NULL, array_dispose);
    array->count = count;
    array->retains = retains;
    array->values = calloc((size_t)count + 1, sizeof *array->values);
    return array;
}

static void dictionary_dispose(void *object)
{
    struct dictionary *dictionary = object;
    for (long i = 0; i < dictionary->count; i++) {
        object_release(dictionary->keys[i], "the release of a dictionary with its key");
        object_release(dictionary->values[i], "the release of a dictionary with its value");
    }
    free(dictionary->keys);
    free(dictionary->values);
    dictionary->keys = dictionary->values = NULL;
}

struct dictionary *dictionary_new(long count)
{
    struct dictionary *dictionary = object_new(DICTIONARY, sizeof *dictionary, NULL, dictionary_dispose);
    dictionary->count = count;
    dictionary->keys = calloc((size_t)count + 1, sizeof *dictionary->keys);
    dictionary->values = calloc((size_t)count + 1, sizeof *dictionary->values);
    return dictionary;
}

struct number *number_new(int64_t value)
{
    struct number *number = object_new(NUMBER, sizeof *number, NULL, NULL);
    number->value = value;
    return number;
}

const char *text_of(const void *string, const char *function)
{
    struct string *known = object_of(string, STRING, function);
    return known ? known->text : NULL;
}

static const void *array_object(const struct value *value)
{
    struct array *array = array_new(value->count, true);
    for (int i = 0; i < value->count; i++) array->values[i] = value_object(value->items[i]);
    return array;
}

static const void *dictionary_object(const struct value *value)
{
    struct dictionary *dictionary = dictionary_new(value->count);
    for (int i = 0; i < value->count; i++) {
        dictionary->keys[i] = value_object(value->names[i]);
        dictionary->values[i] = value_object(value->items[i]);
    }
    return dictionary;
}

const void *value_object(const struct value *value)
{
    switch (value->type) {
    case OBJECT_VALUE: return dictionary_object(value);
    case ARRAY_VALUE: return array_object(value);
    case STRING_VALUE: return string_new(value->text, value->bytes);
    case INTEGER_VALUE: return number_new(value->number);
    case TRUE_VALUE: return &standin_true;
    case FALSE_VALUE: return &standin_false;
    default: return object_new(UNKNOWN, sizeof(struct object), NULL, NULL);
    }
}

void texts_add(struct texts *texts, const char *text)
{
    for (int i = 0; i < texts->count; i++)
        if (!strcmp(texts->items[i], text)) return;
    texts->items = realloc(texts->items, (size_t)(texts->count + 1) * sizeof *texts->items);
    texts->items[texts->count++] = strdup(text);
}

void texts_clear(struct texts *texts)
{
    for (int i = 0; i < texts->count; i++) free(texts->items[i]);
    free(texts->items);
    *texts = (struct texts){ 0 };
}

struct array *texts_array(const struct texts *texts)
{
    struct array *array = array_new(texts->count, true);
    for (int i = 0; i < texts->count; i++) array->values[i] = string_new(texts->items[i], strlen(texts->items[i]));
    return array;
}
