#include "standin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FUNCTIONS 128

typedef struct block {
    struct block *next;
    void *aligned_to_16;
} block;

static SRWLOCK guard = SRWLOCK_INIT;
static struct { const char *function; int calls; } counted[FUNCTIONS];
static block *blocks;

/* The names are literals of the exports, so keeping the pointers is safe. */
void called(const char *function)
{
    int i = 0;
    AcquireSRWLockExclusive(&guard);
    while (i < FUNCTIONS - 1 && counted[i].function && strcmp(counted[i].function, function)) i++;
    counted[i].function = function;
    counted[i].calls++;
    ReleaseSRWLockExclusive(&guard);
}

int StandInCalls(const char *function)
{
    int calls = 0;
    AcquireSRWLockShared(&guard);
    for (int i = 0; i < FUNCTIONS && counted[i].function; i++)
        if (!strcmp(counted[i].function, function)) calls = counted[i].calls;
    ReleaseSRWLockShared(&guard);
    return calls;
}

static BOOL concerns(const char *asked, const char *function, const DWORD *number, BOOL number_is_mask)
{
    const char *colon = strchr(asked, ':');
    size_t length = colon ? (size_t)(colon - asked) : strlen(asked);
    if (length != strlen(function) || strncmp(asked, function, length)) return FALSE;
    if (!colon) return TRUE;
    DWORD wanted = strtoul(colon + 1, NULL, 0);
    return number && (number_is_mask ? (*number & wanted) != 0 : *number == wanted);
}

static DWORD scripted_failure(const char *function, const DWORD *number, BOOL number_is_mask)
{
    world *w = world_read();
    DWORD code = 0;
    const char *line;
    for (int at = 0; !code && (line = world_next(w, &at, "fail"));) {
        char asked[100];
        int used = 0;
        if (sscanf(line, "%99s %n", asked, &used) == 1 && concerns(asked, function, number, number_is_mask))
            code = strtoul(line + used, NULL, 0);
    }
    world_free(w);
    return code;
}

DWORD entered(const char *function)
{
    called(function);
    return scripted_failure(function, NULL, FALSE);
}

DWORD entered_with(const char *function, DWORD number, BOOL number_is_mask)
{
    called(function);
    return scripted_failure(function, &number, number_is_mask);
}

void *block_new(size_t size)
{
    block *b = calloc(1, sizeof *b + size);
    AcquireSRWLockExclusive(&guard);
    b->next = blocks;
    blocks = b;
    ReleaseSRWLockExclusive(&guard);
    return b + 1;
}

/* The list is searched rather than the header trusted: the pointer may be Wine's, or a caller's mistake. */
BOOL block_free(void *memory)
{
    block *found = NULL;
    AcquireSRWLockExclusive(&guard);
    for (block **at = &blocks; *at; at = &(*at)->next) {
        if ((void *)(*at + 1) != memory) continue;
        found = *at;
        *at = found->next;
        break;
    }
    ReleaseSRWLockExclusive(&guard);
    free(found);
    return found != NULL;
}

int StandInBlocks(void)
{
    int count = 0;
    AcquireSRWLockShared(&guard);
    for (block *b = blocks; b; b = b->next) count++;
    ReleaseSRWLockShared(&guard);
    return count;
}
