/* The words and numbers of a line. */
#include "lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *word_of(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    char *end = word + strcspn(word, " \t");
    if (!*word) return NULL;
    *rest = *end ? end + 1 : end;
    *end = 0;
    return word;
}

char *rest_of(char **rest)
{
    char *text = *rest + strspn(*rest, " \t");
    return *text ? text : NULL;
}

bool integer_of(const char *word, int64_t *number)
{
    char *end;
    if (!word || !*word) return false;
    errno = 0;
    bool hexadecimal = !strncmp(word, "0x", 2) || !strncmp(word, "0X", 2);
    /* Unsigned ones too: a counter may use all 64 bits. */
    *number = *word == '-' ? strtoll(word, &end, 10) : (int64_t)strtoull(word, &end, hexadecimal ? 16 : 10);
    return !errno && !*end;
}

bool next_number(char **rest, int64_t *number)
{
    return integer_of(word_of(rest), number);
}

bool numbers(char **rest, int64_t *out, int count)
{
    for (int i = 0; i < count; i++)
        if (!next_number(rest, &out[i])) return false;
    return !rest_of(rest);
}
