/*
 * The functions of CoreFoundation, SystemConfiguration and Network that the macOS backend calls, as Apple's headers declare them. See
 * calls-system.h for who reads this. These headers come with Xcode only, so nothing but a Mac can compare them.
 */

/* CoreFoundation */ void CFRelease(CFTypeRef cf);
/* CoreFoundation */ CFTypeID CFGetTypeID(CFTypeRef cf);
/* CoreFoundation */ CFTypeID CFStringGetTypeID(void);
/* CoreFoundation */ CFTypeID CFArrayGetTypeID(void);
/* CoreFoundation */ CFTypeID CFDictionaryGetTypeID(void);
/* CoreFoundation */ CFTypeID CFNumberGetTypeID(void);
/* CoreFoundation */ CFTypeID CFBooleanGetTypeID(void);
/* CoreFoundation */ CFStringRef CFStringCreateWithBytes(CFAllocatorRef alloc, const UInt8 *bytes, CFIndex numBytes, CFStringEncoding encoding, Boolean isExternalRepresentation);
/* CoreFoundation */ CFIndex CFStringGetLength(CFStringRef theString);
/* CoreFoundation */ Boolean CFStringGetCString(CFStringRef theString, char *buffer, CFIndex bufferSize, CFStringEncoding encoding);
/* CoreFoundation */ CFArrayRef CFArrayCreate(CFAllocatorRef allocator, const void **values, CFIndex numValues, const CFArrayCallBacks *callBacks);
/* CoreFoundation */ CFIndex CFArrayGetCount(CFArrayRef theArray);
/* CoreFoundation */ const void *CFArrayGetValueAtIndex(CFArrayRef theArray, CFIndex idx);
/* CoreFoundation */ CFIndex CFDictionaryGetCount(CFDictionaryRef theDict);
/* CoreFoundation */ void CFDictionaryGetKeysAndValues(CFDictionaryRef theDict, const void **keys, const void **values);
/* CoreFoundation */ Boolean CFNumberGetValue(CFNumberRef number, CFNumberType theType, void *valuePtr);
/* CoreFoundation */ Boolean CFBooleanGetValue(CFBooleanRef boolean);
/* SystemConfiguration */ int SCError(void);
/* SystemConfiguration */ SCDynamicStoreRef SCDynamicStoreCreate(CFAllocatorRef allocator, CFStringRef name, SCDynamicStoreCallBack callout, SCDynamicStoreContext *context);
/* SystemConfiguration */ Boolean SCDynamicStoreSetNotificationKeys(SCDynamicStoreRef store, CFArrayRef keys, CFArrayRef patterns);
/* SystemConfiguration */ Boolean SCDynamicStoreSetDispatchQueue(SCDynamicStoreRef store, dispatch_queue_t queue);
/* SystemConfiguration */ CFDictionaryRef SCDynamicStoreCopyMultiple(SCDynamicStoreRef store, CFArrayRef keys, CFArrayRef patterns);
/* SystemConfiguration */ CFArrayRef SCNetworkInterfaceCopyAll(void);
/* SystemConfiguration */ CFStringRef SCNetworkInterfaceGetBSDName(SCNetworkInterfaceRef interface);
/* SystemConfiguration */ CFStringRef SCNetworkInterfaceGetInterfaceType(SCNetworkInterfaceRef interface);
/* SystemConfiguration */ CFStringRef SCNetworkInterfaceGetLocalizedDisplayName(SCNetworkInterfaceRef interface);
/* SystemConfiguration */ SCNetworkConnectionRef SCNetworkConnectionCreateWithServiceID(CFAllocatorRef allocator, CFStringRef serviceID, SCNetworkConnectionCallBack callout, SCNetworkConnectionContext *context);
/* SystemConfiguration */ SCNetworkConnectionStatus SCNetworkConnectionGetStatus(SCNetworkConnectionRef connection);
/* SystemConfiguration */ Boolean SCNetworkConnectionStart(SCNetworkConnectionRef connection, CFDictionaryRef userOptions, Boolean linger);
/* SystemConfiguration */ Boolean SCNetworkConnectionStop(SCNetworkConnectionRef connection, Boolean forceDisconnect);
/* SystemConfiguration */ Boolean SCNetworkConnectionSetDispatchQueue(SCNetworkConnectionRef connection, dispatch_queue_t queue);
/* Network */ nw_path_monitor_t nw_path_monitor_create(void);
/* Network */ void nw_path_monitor_set_queue(nw_path_monitor_t monitor, dispatch_queue_t queue);
/* Network */ void nw_path_monitor_set_update_handler(nw_path_monitor_t monitor, nw_path_monitor_update_handler_t update_handler);
/* Network */ void nw_path_monitor_set_cancel_handler(nw_path_monitor_t monitor, nw_path_monitor_cancel_handler_t cancel_handler);
/* Network */ void nw_path_monitor_start(nw_path_monitor_t monitor);
/* Network */ void nw_path_monitor_cancel(nw_path_monitor_t monitor);
/* Network */ void nw_release(void *obj);
/* Network */ nw_path_status_t nw_path_get_status(nw_path_t path);
/* Network */ bool nw_path_is_expensive(nw_path_t path);
/* Network */ bool nw_path_is_constrained(nw_path_t path);
