/* One more of macOS's types, which even Linux's stdlib.h has under the same name. */
#ifndef NETSESSION_DARWIN_TIME_H
#define NETSESSION_DARWIN_TIME_H

#include <stdint.h>

struct timeval {
    int64_t tv_sec;
    int32_t tv_usec;
};

#endif
