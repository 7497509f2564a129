/*
 * Whether anything may have moved, cheaply. Wine's own tables cost 3 to 20 ms a look, which is too much for several
 * registrations every 25 ms; the files of Linux that they are made from cost about a tenth of that.
 */
#include "ip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHARED_FOR_MS 15
#define UNSETTLED_MS 100
#define TICKS_PER_MS 10000 /* of a FILETIME */

static SRWLOCK guard = SRWLOCK_INIT;
static ULONG64 last;
static ULONGLONG last_at;

/* FNV-1a */
static void mix(ULONG64 *hash, const void *data, size_t size)
{
    for (size_t i = 0; i < size; i++) *hash = (*hash ^ ((const BYTE *)data)[i]) * 0x100000001B3ULL;
}

static void mix_file(ULONG64 *hash, const WCHAR *path)
{
    char *text = file_text(path);
    if (text) mix(hash, text, strlen(text));
    free(text);
}

/* Of /proc/net/dev the names alone: the counters move all the time. A cable and "ip link set down" both move the carrier. */
static void mix_interfaces(ULONG64 *hash)
{
    char *text = file_text(L"Z:\\proc\\net\\dev");
    for (char *line = text ? strtok(text, "\n") : NULL; line; line = strtok(NULL, "\n")) {
        char *colon = strchr(line, ':');
        WCHAR name[64], path[128];
        if (!colon) continue;
        *colon = 0;
        line += strspn(line, " ");
        mix(hash, line, strlen(line) + 1);
        utf16_of(line, name, 64);
        _snwprintf(path, 128, L"Z:\\sys\\class\\net\\%ls\\carrier_changes", name);
        mix_file(hash, path);
    }
    free(text);
}

/* A file's time is only as fine as the kernel's tick, so one that was written just now may be written again unnoticed. */
static void mix_world(ULONG64 *hash)
{
    ULARGE_INTEGER now, stamp[2];
    FILETIME time;
    world_stamp(stamp);
    mix(hash, stamp, sizeof stamp);
    GetSystemTimeAsFileTime(&time);
    now.LowPart = time.dwLowDateTime;
    now.HighPart = time.dwHighDateTime;
    if (stamp[0].QuadPart + UNSETTLED_MS * TICKS_PER_MS > now.QuadPart) mix(hash, &now, sizeof now);
}

ULONG64 fingerprint(void)
{
    AcquireSRWLockExclusive(&guard);
    if (!last_at || GetTickCount64() - last_at > SHARED_FOR_MS) {
        ULONG64 hash = 0xCBF29CE484222325ULL;
        last_at = GetTickCount64();
        mix_world(&hash);
        mix_interfaces(&hash);
        mix_file(&hash, L"Z:\\proc\\net\\fib_trie");
        mix_file(&hash, L"Z:\\proc\\net\\if_inet6");
        mix_file(&hash, L"Z:\\proc\\net\\route");
        mix_file(&hash, L"Z:\\proc\\net\\ipv6_route");
        last = hash;
    }
    ULONG64 answer = last;
    ReleaseSRWLockExclusive(&guard);
    return answer;
}
