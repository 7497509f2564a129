/*
 * The functions of libSystem and libobjc that the macOS backend calls, as Apple's headers declare them: no structure by value, and one
 * variadic one, fcntl, which Java calls as such (the arm64 ABI of macOS passes variable arguments elsewhere than fixed ones). So ioctl and
 * CFRange are not used at all.
 *
 * Three readers: check-abi compiles this after Apple's own headers, where a declaration that differs is an error; the stand-ins are
 * compiled with it; CallsTest compares it with the Java side. Hence one declaration a line, and in front of it the library's name.
 *
 * objc_msgSend is declared as it is called: Apple's headers have it without arguments, to be cast to the method's own signature.
 */

/* libSystem */ int sysctl(int *name, u_int namelen, void *oldp, size_t *oldlenp, void *newp, size_t newlen);
/* libSystem */ int sysctlbyname(const char *name, void *oldp, size_t *oldlenp, void *newp, size_t newlen);
/* libSystem */ int getifaddrs(struct ifaddrs **list);
/* libSystem */ void freeifaddrs(struct ifaddrs *list);
/* libSystem */ u_int if_nametoindex(const char *name);
/* libSystem */ int socket(int domain, int type, int protocol);
/* libSystem */ ssize_t read(int file, void *buffer, size_t bytes);
/* libSystem */ ssize_t write(int file, const void *buffer, size_t bytes);
/* libSystem */ int close(int file);
/* libSystem */ int fcntl(int file, int command, ...);
/* libSystem */ int getsockname(int socket, struct sockaddr *address, socklen_t *length);
/* libSystem */ int getsockopt(int socket, int level, int name, void *value, socklen_t *length);
/* libSystem */ int setsockopt(int socket, int level, int name, const void *value, socklen_t length);
/* libSystem */ uint64_t mach_absolute_time(void);
/* libSystem */ uint64_t mach_continuous_time(void);
/* libSystem */ kern_return_t mach_timebase_info(mach_timebase_info_t info);
/* libSystem */ dispatch_queue_t dispatch_queue_create(const char *label, dispatch_queue_attr_t attr);
/* libSystem */ void dispatch_release(dispatch_object_t object);
/* libSystem */ void dispatch_async_f(dispatch_queue_t queue, void *context, dispatch_function_t work);
/* libSystem */ dispatch_semaphore_t dispatch_semaphore_create(intptr_t value);
/* libSystem */ intptr_t dispatch_semaphore_signal(dispatch_semaphore_t dsema);
/* libSystem */ intptr_t dispatch_semaphore_wait(dispatch_semaphore_t dsema, dispatch_time_t timeout);
/* libSystem */ dispatch_time_t dispatch_time(dispatch_time_t when, int64_t delta);
/* libobjc */ Class objc_getClass(const char *name);
/* libobjc */ SEL sel_registerName(const char *str);
/* libobjc */ void *objc_autoreleasePoolPush(void);
/* libobjc */ void objc_autoreleasePoolPop(void *pool);
