/* CoreWLAN has no function that is called. As on macOS, its classes are only there once it is loaded. */
#include "standin.h"

__attribute__((constructor)) static void begin(void)
{
    LOCKED;
    corewlan_loaded = true;
}
