#include "world.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_ROOM 1024

struct world {
    HANDLE lock;        /* NULL for a snapshot, and where there is no world */
    char **lines;
    int count;
    BOOL changed;
    char *told;         /* event lines to append when it is freed */
    size_t told_length;
};

/* The variable is asked for at every call: a test may set it after the DLL was loaded. */
static BOOL world_path(const WCHAR *suffix, WCHAR path[PATH_ROOM])
{
    DWORD length = GetEnvironmentVariableW(L"NETSESSION_WORLD", path, PATH_ROOM);
    if (!length || length + wcslen(suffix) >= PATH_ROOM) return FALSE;
    wcscat(path, suffix);
    return TRUE;
}

static HANDLE open_file(const WCHAR *path, DWORD access, DWORD disposition)
{
    /* Everything is shared: the tests open, replace and delete these files while we look at them. */
    DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    HANDLE file = CreateFileW(path, access, share, NULL, disposition, FILE_ATTRIBUTE_NORMAL, NULL);
    return file == INVALID_HANDLE_VALUE ? NULL : file;
}

static HANDLE lock_take(void)
{
    WCHAR path[PATH_ROOM];
    OVERLAPPED from_start = { 0 };
    if (!world_path(L".lock", path)) return NULL;
    HANDLE lock = open_file(path, GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS);
    if (!lock) return NULL;
    if (LockFileEx(lock, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &from_start)) return lock;
    CloseHandle(lock);
    return NULL;
}

static void lock_release(HANDLE lock)
{
    OVERLAPPED from_start = { 0 };
    if (!lock) return;
    UnlockFileEx(lock, 0, 1, 0, &from_start);
    CloseHandle(lock);
}

static char *rest_of_file(HANDLE file)
{
    size_t length = 0, room = 4096;
    char *text = malloc(room);
    DWORD got;
    while (ReadFile(file, text + length, (DWORD)(room - length - 1), &got, NULL) && got) {
        length += got;
        if (room - length < 2) text = realloc(text, room *= 2);
    }
    text[length] = 0;
    return text;
}

char *file_text(const WCHAR *path)
{
    HANDLE file = open_file(path, GENERIC_READ, OPEN_EXISTING);
    if (!file) return NULL;
    char *text = rest_of_file(file);
    CloseHandle(file);
    return text;
}

static void add_line(world *w, const char *line)
{
    w->lines = realloc(w->lines, (w->count + 1) * sizeof *w->lines);
    w->lines[w->count++] = _strdup(line);
}

static world *load(HANDLE lock)
{
    WCHAR path[PATH_ROOM];
    world *w = calloc(1, sizeof *w);
    char *text = lock && world_path(L".txt", path) ? file_text(path) : NULL;
    char *at = text;
    w->lock = lock;
    while (at && *at) {
        char *end = at + strcspn(at, "\r\n");
        char *next = *end ? end + 1 : end;
        *end = 0;
        if (*at) add_line(w, at);
        at = next;
    }
    free(text);
    return w;
}

world *world_change(void)
{
    return load(lock_take());
}

world *world_read(void)
{
    world *w = world_change();
    lock_release(w->lock);
    w->lock = NULL;
    return w;
}

static void write_back(const world *w)
{
    WCHAR path[PATH_ROOM];
    DWORD done;
    if (!world_path(L".txt", path)) return;
    HANDLE file = open_file(path, GENERIC_WRITE, CREATE_ALWAYS);
    if (!file) return;
    for (int i = 0; i < w->count; i++) {
        WriteFile(file, w->lines[i], (DWORD)strlen(w->lines[i]), &done, NULL);
        WriteFile(file, "\n", 1, &done, NULL);
    }
    CloseHandle(file);
}

static void append_told(const world *w)
{
    WCHAR path[PATH_ROOM];
    DWORD done;
    if (!world_path(L".events", path)) return;
    HANDLE file = open_file(path, FILE_APPEND_DATA, OPEN_ALWAYS);
    if (!file) return;
    WriteFile(file, w->told, (DWORD)w->told_length, &done, NULL);
    CloseHandle(file);
}

void world_free(world *w)
{
    if (w->lock && w->changed) write_back(w);
    if (w->lock && w->told) append_told(w);
    lock_release(w->lock);
    for (int i = 0; i < w->count; i++) free(w->lines[i]);
    free(w->lines);
    free(w->told);
    free(w);
}

BOOL word_is(const char *text, const char *word, const char **rest)
{
    size_t length = strlen(word);
    /* Without regard to case, since a GUID may be written in either. */
    if (_strnicmp(text, word, length) || (text[length] && text[length] != ' ')) return FALSE;
    *rest = text[length] ? text + length + 1 : text + length;
    return TRUE;
}

const char *world_next(const world *w, int *at, const char *key)
{
    const char *rest;
    while (*at < w->count)
        if (word_is(w->lines[(*at)++], key, &rest)) return rest;
    return NULL;
}

static int line_of(const world *w, const char *key, const char *subject, const char **rest)
{
    for (int i = 0; i < w->count; i++)
        if (word_is(w->lines[i], key, rest) && word_is(*rest, subject, rest)) return i;
    return -1;
}

const char *world_get(const world *w, const char *key, const char *subject)
{
    const char *rest;
    return line_of(w, key, subject, &rest) < 0 ? NULL : rest;
}

int world_number(const world *w, const char *key, const char *subject, int otherwise)
{
    const char *text = world_get(w, key, subject);
    return text ? atoi(text) : otherwise;
}

void world_put(world *w, const char *key, const char *subject, const char *value)
{
    const char *rest;
    int at = line_of(w, key, subject, &rest);
    w->changed = TRUE;
    if (at >= 0 && !value) {
        free(w->lines[at]);
        memmove(w->lines + at, w->lines + at + 1, (--w->count - at) * sizeof *w->lines);
    }
    if (!value) return;
    size_t room = strlen(key) + strlen(subject) + strlen(value) + 3;
    char *line = malloc(room);
    snprintf(line, room, "%s %s %s", key, subject, value);
    if (at < 0) add_line(w, line);
    else {
        free(w->lines[at]);
        w->lines[at] = _strdup(line);
    }
    free(line);
}

void world_tell(world *w, const char *format, ...)
{
    char line[1200];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(line, sizeof line - 1, format, values);
    va_end(values);
    if (length < 0 || length >= (int)sizeof line - 1) return;
    line[length++] = '\n';
    w->told = realloc(w->told, w->told_length + length);
    memcpy(w->told + w->told_length, line, length);
    w->told_length += length;
}

static ULONGLONG events_size(void)
{
    WCHAR path[PATH_ROOM];
    WIN32_FILE_ATTRIBUTE_DATA data;
    if (!world_path(L".events", path) || !GetFileAttributesExW(path, GetFileExInfoStandard, &data)) return 0;
    return ((ULONGLONG)data.nFileSizeHigh << 32) | data.nFileSizeLow;
}

ULONGLONG world_events_end(const world *w)
{
    return w->lock ? events_size() + w->told_length : 0;
}

void world_stamp(ULARGE_INTEGER stamp[2])
{
    WCHAR path[PATH_ROOM];
    WIN32_FILE_ATTRIBUTE_DATA data;
    stamp[0].QuadPart = stamp[1].QuadPart = 0;
    if (!world_path(L".txt", path) || !GetFileAttributesExW(path, GetFileExInfoStandard, &data)) return;
    stamp[0].LowPart = data.ftLastWriteTime.dwLowDateTime;
    stamp[0].HighPart = data.ftLastWriteTime.dwHighDateTime;
    stamp[1].LowPart = data.nFileSizeLow;
}

char *world_events_after(ULONGLONG *offset)
{
    WCHAR path[PATH_ROOM];
    char *text = NULL;
    /* The size alone is looked at without the lock: it is asked for every few milliseconds, and what is read is read locked. */
    ULONGLONG size = events_size();
    if (size < *offset) *offset = 0; /* a test began anew with an empty file */
    if (size <= *offset || !world_path(L".events", path)) return NULL;
    HANDLE lock = lock_take();
    HANDLE file = open_file(path, GENERIC_READ, OPEN_EXISTING);
    if (file) {
        LARGE_INTEGER from = { .QuadPart = (LONGLONG)*offset };
        SetFilePointerEx(file, from, NULL, FILE_BEGIN);
        text = rest_of_file(file);
        CloseHandle(file);
    }
    lock_release(lock);
    char *last = text ? strrchr(text, '\n') : NULL;
    if (last) {
        last[1] = 0;
        *offset += last + 1 - text;
        return text;
    }
    free(text);
    return NULL;
}

void utf16_of(const char *text, WCHAR *out, int room)
{
    memset(out, 0, room * sizeof *out);
    MultiByteToWideChar(CP_UTF8, 0, text, (int)strlen(text), out, room - 1);
}

void utf8_of(const WCHAR *text, char *out, int room)
{
    memset(out, 0, room);
    WideCharToMultiByte(CP_UTF8, 0, text, (int)wcslen(text), out, room - 1, NULL, NULL);
}

void guid_text(const GUID *g, char out[GUID_TEXT])
{
    const BYTE *d = g->Data4;
    snprintf(out, GUID_TEXT, "{%08lX-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X}", g->Data1, g->Data2, g->Data3,
             d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]);
}

BOOL guid_parse(const char *text, GUID *guid)
{
    unsigned int d[8];
    unsigned long first;
    unsigned int second, third;
    if (sscanf(text, "{%8lx-%4x-%4x-%2x%2x-%2x%2x%2x%2x%2x%2x}", &first, &second, &third,
               &d[0], &d[1], &d[2], &d[3], &d[4], &d[5], &d[6], &d[7]) != 11) return FALSE;
    *guid = (GUID){ first, (WORD)second, (WORD)third, { 0 } };
    for (int i = 0; i < 8; i++) guid->Data4[i] = (BYTE)d[i];
    return TRUE;
}
