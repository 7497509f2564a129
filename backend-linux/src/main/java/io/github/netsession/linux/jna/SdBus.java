package io.github.netsession.linux.jna;

import com.sun.jna.NativeLibrary;
import io.github.netsession.jna.DirectMapping;
import io.github.netsession.jna.DirectMapping.Use;

/**
 * The functions of sd-bus, mapped directly: numbers only, addresses as {@code long}. All answer a negative error number on failure.
 * A connection and its messages are for one thread. Source: sd-bus(3) and its pages, systemd/sd-bus.h; all exist since systemd 237.
 */
final class SdBus {

    private static final DirectMapping MAPPING = new DirectMapping(SdBus.class, SdBus::library);

    private SdBus() {
    }

    /** Must be held around each call. */
    static Use use() {
        return MAPPING.use();
    }

    /** Systems without systemd may have its bus from elogind, under the same names. */
    private static NativeLibrary library() {
        try {
            return NativeLibrary.getInstance("libsystemd.so.0");
        } catch (UnsatisfiedLinkError noSystemd) {
            try {
                return NativeLibrary.getInstance("libelogind.so.0");
            } catch (UnsatisfiedLinkError noElogind) {
                noSystemd.addSuppressed(noElogind);
                throw noSystemd;
            }
        }
    }

    static native int sd_bus_new(long bus);

    static native int sd_bus_set_address(long bus, long address);

    static native int sd_bus_set_bus_client(long bus, int yes);

    static native int sd_bus_set_watch_bind(long bus, int yes);

    static native int sd_bus_negotiate_fds(long bus, int yes);

    static native int sd_bus_start(long bus);

    static native int sd_bus_is_ready(long bus);

    static native int sd_bus_get_bus_id(long bus, long id);

    static native int sd_bus_get_fd(long bus);

    static native int sd_bus_get_events(long bus);

    static native int sd_bus_get_timeout(long bus, long micros);

    static native int sd_bus_process(long bus, long message);

    static native int sd_bus_send(long bus, long message, long cookie);

    static native int sd_bus_reply_method_errno(long call, int error, long text);

    static native void sd_bus_close(long bus);

    static native long sd_bus_unref(long bus);

    static native int sd_bus_message_new_method_call(long bus, long message, long destination, long path, long iface, long member);

    static native int sd_bus_message_set_auto_start(long message, int yes);

    static native int sd_bus_message_set_allow_interactive_authorization(long message, int yes);

    static native int sd_bus_message_append_basic(long message, byte type, long value);

    static native int sd_bus_message_append_array(long message, byte type, long bytes, long size);

    static native int sd_bus_message_open_container(long message, byte type, long contents);

    static native int sd_bus_message_close_container(long message);

    static native int sd_bus_message_get_type(long message, long type);

    static native int sd_bus_message_get_reply_cookie(long message, long cookie);

    static native long sd_bus_message_get_error(long message);

    static native long sd_bus_message_get_destination(long message);

    static native long sd_bus_message_get_sender(long message);

    static native long sd_bus_message_get_path(long message);

    static native long sd_bus_message_get_interface(long message);

    static native long sd_bus_message_get_member(long message);

    static native int sd_bus_message_peek_type(long message, long type, long contents);

    static native int sd_bus_message_enter_container(long message, byte type, long contents);

    static native int sd_bus_message_exit_container(long message);

    static native int sd_bus_message_read_basic(long message, byte type, long value);

    static native int sd_bus_message_read_array(long message, byte type, long bytes, long size);

    static native int sd_bus_message_skip(long message, long types);

    static native long sd_bus_message_unref(long message);
}
