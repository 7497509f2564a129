/**
 * The one dependency that a user names: the API and the backends of Linux, Windows and macOS.
 */
module io.github.netsession.all {
    requires transitive io.github.netsession;
    requires io.github.netsession.linux;
    requires io.github.netsession.windows;
    requires io.github.netsession.macos;
}
