/**
 * The one dependency that a user names: the API and every backend.
 */
module io.github.netsession.all {
    requires transitive io.github.netsession;
    requires io.github.netsession.linux;
    requires io.github.netsession.windows;
    requires io.github.netsession.macos;
    requires io.github.netsession.sim;
}
