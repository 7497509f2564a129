/* Wine's own iphlpapi.dll, which the stand-in forwards to. */
#include "ip.h"

#include <stdio.h>

static HMODULE own_module;

/* By its full path: asking for "iphlpapi.dll" would find this DLL again. */
static HMODULE wine_module(void)
{
    static HMODULE wine;
    HMODULE found = wine ? wine : LoadLibraryW(L"C:\\windows\\system32\\iphlpapi.dll");
    if (found == own_module) {
        fprintf(stderr, "[stand-in iphlpapi] lies in system32 itself: nothing to forward to\n");
        return NULL;
    }
    return wine = found;
}

void wine_not_in(HMODULE module)
{
    own_module = module;
}

FARPROC wine_function(const char *name)
{
    HMODULE wine = wine_module();
    return wine ? GetProcAddress(wine, name) : NULL;
}
