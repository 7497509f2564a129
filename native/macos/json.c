/* The values of the dynamic store, as the world's lines write them. */
#include "world.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DEEPEST 500

static struct value *parse(const char **at, int depth);

static void skip_blanks(const char **at)
{
    while (**at == ' ' || **at == '\t') ++*at;
}

static bool take(const char **at, char wanted)
{
    skip_blanks(at);
    if (**at != wanted) return false;
    ++*at;
    return true;
}

static struct value *value_new(enum value_type type)
{
    struct value *value = calloc(1, sizeof *value);
    value->type = type;
    return value;
}

void value_free(struct value *value)
{
    if (!value) return;
    for (int i = 0; i < value->count; i++) {
        if (value->names) value_free(value->names[i]);
        value_free(value->items[i]);
    }
    free(value->names);
    free(value->items);
    free(value->text);
    free(value);
}

/* Four hexadecimal digits; -1 if they are none. */
static long unit_of(const char **at)
{
    long unit = 0;
    for (int i = 0; i < 4; i++, ++*at) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = **at ? strchr(digits, **at) : NULL;
        if (!digit) return -1;
        unit = unit * 16 + (digit - digits) % 16;
    }
    return unit;
}

static int utf8_put(long point, char *out)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    int length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (int i = length - 1; i > 0; i--, point >>= 6) out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)((0xF00 >> length & 0xFF) | point);
    return length;
}

/* What follows the backslash; the number of bytes put, 0 if it is no escape. */
static int escape(const char **at, char *out)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char name = *(*at)++;
    const char *found = name ? strchr(names, name) : NULL;
    if (found) {
        out[0] = meant[found - names];
        return 1;
    }
    if (name != 'u') return 0;
    long unit = unit_of(at);
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        if ((*at)[0] != '\\' || (*at)[1] != 'u') return 0;
        *at += 2;
        long low = unit_of(at);
        if (low < 0xDC00 || low > 0xDFFF) return 0;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
    return unit < 0 ? 0 : utf8_put(unit, out);
}

static struct value *string(const char **at)
{
    struct value *value = value_new(STRING_VALUE);
    size_t room = 0;
    /* An escape is never longer in UTF-8 than it is written. */
    while ((*at)[room] && (*at)[room] != '"') room += (*at)[room] == '\\' && (*at)[room + 1] ? 2 : 1;
    value->text = calloc(1, room + 1);
    bool good = true;
    while (good && **at && **at != '"') {
        if (**at != '\\') {
            value->text[value->bytes++] = *(*at)++;
            continue;
        }
        ++*at;
        int put = **at ? escape(at, value->text + value->bytes) : 0;
        value->bytes += (size_t)put;
        good = put > 0;
    }
    if (good && **at == '"' && utf8_valid(value->text, value->bytes)) {
        ++*at;
        return value;
    }
    value_free(value);
    return NULL;
}

static bool member(struct value *value, const char **at, int depth)
{
    struct value *name = NULL;
    if (value->type == OBJECT_VALUE && (!take(at, '"') || !(name = string(at)))) return false;
    struct value *item = name && !take(at, ':') ? NULL : parse(at, depth + 1);
    if (!item) {
        value_free(name);
        return false;
    }
    size_t room = (size_t)(value->count + 1);
    value->items = realloc(value->items, room * sizeof *value->items);
    value->items[value->count] = item;
    if (name) {
        value->names = realloc(value->names, room * sizeof *value->names);
        value->names[value->count] = name;
    }
    value->count++;
    return true;
}

static struct value *collection(const char **at, enum value_type type, char end, int depth)
{
    struct value *value = value_new(type);
    if (take(at, end)) return value;
    do {
        if (!member(value, at, depth)) break;
        if (take(at, end)) return value;
    } while (take(at, ','));
    value_free(value);
    return NULL;
}

static struct value *integer(const char **at)
{
    char *end;
    errno = 0;
    long long number = strtoll(*at, &end, 10);
    if (end == *at || errno || *end == '.' || *end == 'e' || *end == 'E') return NULL;
    struct value *value = value_new(INTEGER_VALUE);
    value->number = number;
    *at = end;
    return value;
}

static struct value *parse(const char **at, int depth)
{
    static const struct { const char *word; enum value_type type; } words[] = {
        { "true", TRUE_VALUE }, { "false", FALSE_VALUE }, { "unknown", UNKNOWN_VALUE }
    };
    if (depth > DEEPEST) return NULL;
    if (take(at, '{')) return collection(at, OBJECT_VALUE, '}', depth);
    if (take(at, '[')) return collection(at, ARRAY_VALUE, ']', depth);
    if (take(at, '"')) return string(at);
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(words[i].word);
        if (strncmp(*at, words[i].word, length)) continue;
        *at += length;
        return value_new(words[i].type);
    }
    return integer(at);
}

struct value *value_parse(const char *json)
{
    struct value *value = parse(&json, 0);
    skip_blanks(&json);
    if (!*json) return value;
    value_free(value);
    return NULL;
}

/* The order of an object's members is no difference. */
static bool members_equal(const struct value *a, const struct value *b)
{
    for (int i = 0; i < a->count; i++) {
        int j = 0;
        while (j < b->count && !(value_equal(a->names[i], b->names[j]) && value_equal(a->items[i], b->items[j]))) j++;
        if (j == b->count) return false;
    }
    return true;
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (a->type != b->type || a->count != b->count || a->number != b->number || a->bytes != b->bytes) return false;
    if (a->type == STRING_VALUE) return !memcmp(a->text, b->text, a->bytes);
    if (a->type == OBJECT_VALUE) return members_equal(a, b);
    for (int i = 0; i < a->count; i++)
        if (!value_equal(a->items[i], b->items[i])) return false;
    return true;
}
