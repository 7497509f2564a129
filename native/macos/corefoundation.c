/* CoreFoundation: reading and making values. */
#include "darwin.h"
#include "standin.h"

#include <string.h>

/* Apple's booleans are never freed and never counted. */
EXPORT const CFBooleanRef kCFBooleanTrue = (CFBooleanRef)&standin_true;
EXPORT const CFBooleanRef kCFBooleanFalse = (CFBooleanRef)&standin_false;

static void never_called(void)
{
}

/* Only whether there is a retain counts; so it must not be NULL. */
EXPORT const CFArrayCallBacks kCFTypeArrayCallBacks = { 0, never_called, never_called, never_called, never_called };

/* Type identifiers are some numbers other than 0. */
static CFTypeID type_of(enum kind kind)
{
    return (CFTypeID)kind + 7;
}

EXPORT void CFRelease(CFTypeRef cf)
{
    ENTER;
    struct object *object = object_of(cf, ANY, __func__);
    bool is_foreign = object && object->kind >= QUEUE && object->kind != WIFI;
    if (is_foreign) defect("%s: a %s, which is no CoreFoundation object", __func__, kind_names[object->kind]);
    else if (object) object_give_up(cf, ANY, __func__);
}

EXPORT CFTypeID CFGetTypeID(CFTypeRef cf)
{
    ENTER;
    struct object *object = object_of(cf, ANY, __func__);
    return object ? type_of(object->kind) : 0;
}

EXPORT CFTypeID CFStringGetTypeID(void)
{
    ENTER;
    return type_of(STRING);
}

EXPORT CFTypeID CFArrayGetTypeID(void)
{
    ENTER;
    return type_of(ARRAY);
}

EXPORT CFTypeID CFDictionaryGetTypeID(void)
{
    ENTER;
    return type_of(DICTIONARY);
}

EXPORT CFTypeID CFNumberGetTypeID(void)
{
    ENTER;
    return type_of(NUMBER);
}

EXPORT CFTypeID CFBooleanGetTypeID(void)
{
    ENTER;
    return type_of(BOOLEAN);
}

EXPORT CFStringRef CFStringCreateWithBytes(CFAllocatorRef alloc, const UInt8 *bytes, CFIndex numBytes, CFStringEncoding encoding,
                                           Boolean isExternalRepresentation)
{
    ENTER;
    (void)alloc;
    (void)isExternalRepresentation;
    if (numBytes < 0 || (!bytes && numBytes)) defect("%s: no bytes", __func__);
    else if (encoding != kCFStringEncodingUTF8) defect("%s: encoding %u, which the stand-in does not have", __func__, encoding);
    else if (utf8_valid((const char *)bytes, (size_t)numBytes)) return (CFStringRef)string_new((const char *)bytes, (size_t)numBytes);
    return NULL;
}

EXPORT CFIndex CFStringGetLength(CFStringRef theString)
{
    ENTER;
    struct string *string = object_of(theString, STRING, __func__);
    CFIndex units = 0;
    for (long i = 0; string && i < string->bytes; i++) {
        uint8_t byte = (uint8_t)string->text[i];
        units += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

EXPORT Boolean CFStringGetCString(CFStringRef theString, char *buffer, CFIndex bufferSize, CFStringEncoding encoding)
{
    ENTER;
    struct string *string = object_of(theString, STRING, __func__);
    if (!buffer) defect("%s: no buffer", __func__);
    if (!string || !buffer || encoding != kCFStringEncodingUTF8 || bufferSize <= string->bytes) return 0;
    memcpy(buffer, string->text, (size_t)string->bytes + 1);
    return 1;
}

EXPORT CFArrayRef CFArrayCreate(CFAllocatorRef allocator, const void **values, CFIndex numValues, const CFArrayCallBacks *callBacks)
{
    ENTER;
    bool retains = callBacks && callBacks->retain;
    (void)allocator;
    if (numValues < 0 || (!values && numValues)) {
        defect("%s: no values", __func__);
        return NULL;
    }
    for (CFIndex i = 0; retains && i < numValues; i++)
        if (!object_of(values[i], ANY, __func__)) return NULL;
    struct array *array = array_new(numValues, retains);
    for (CFIndex i = 0; i < numValues; i++) {
        array->values[i] = values[i];
        if (retains) object_retain((void *)values[i]);
    }
    return (CFArrayRef)array;
}

EXPORT CFIndex CFArrayGetCount(CFArrayRef theArray)
{
    ENTER;
    struct array *array = object_of(theArray, ARRAY, __func__);
    return array ? array->count : 0;
}

EXPORT const void *CFArrayGetValueAtIndex(CFArrayRef theArray, CFIndex idx)
{
    ENTER;
    struct array *array = object_of(theArray, ARRAY, __func__);
    if (array && (idx < 0 || idx >= array->count)) defect("%s: index %ld of %ld", __func__, idx, array->count);
    if (!array || idx < 0 || idx >= array->count) return NULL;
    if (array->retains && !object_of(array->values[idx], ANY, __func__)) return NULL;
    return array->values[idx];
}

EXPORT CFIndex CFDictionaryGetCount(CFDictionaryRef theDict)
{
    ENTER;
    struct dictionary *dictionary = object_of(theDict, DICTIONARY, __func__);
    return dictionary ? dictionary->count : 0;
}

EXPORT void CFDictionaryGetKeysAndValues(CFDictionaryRef theDict, const void **keys, const void **values)
{
    ENTER;
    struct dictionary *dictionary = object_of(theDict, DICTIONARY, __func__);
    for (long i = 0; dictionary && i < dictionary->count; i++) {
        const void *key = object_of(dictionary->keys[i], ANY, __func__);
        const void *value = object_of(dictionary->values[i], ANY, __func__);
        if (keys) keys[i] = key;
        if (values) values[i] = value;
    }
}

EXPORT Boolean CFNumberGetValue(CFNumberRef number, CFNumberType theType, void *valuePtr)
{
    ENTER;
    struct number *known = object_of(number, NUMBER, __func__);
    if (!valuePtr) defect("%s: nowhere to put it", __func__);
    else if (theType != kCFNumberSInt64Type) defect("%s: number type %ld, which the stand-in does not have", __func__, theType);
    if (!known || !valuePtr || theType != kCFNumberSInt64Type) return 0;
    memcpy(valuePtr, &known->value, sizeof known->value);
    return 1;
}

EXPORT Boolean CFBooleanGetValue(CFBooleanRef boolean)
{
    ENTER;
    return object_of(boolean, BOOLEAN, __func__) == &standin_true;
}
