/**
 * What the backends for real systems share of native code: native memory, and the handles of Java's sockets. Internal: exported to those
 * backends alone, and free to change with every version.
 *
 * <p>Start reading at {@link io.github.netsession.jna}.
 */
@SuppressWarnings({"requires-automatic", "module"}) // JNA's plain jar has no descriptor; the backends are compiled after this module.
module io.github.netsession.jna {
    requires com.sun.jna;

    exports io.github.netsession.jna to io.github.netsession.linux, io.github.netsession.windows, io.github.netsession.macos;
}
