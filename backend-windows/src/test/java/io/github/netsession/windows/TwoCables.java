package io.github.netsession.windows;

/**
 * Two cables for a whole class of tests, set right before each test that moves them: Wine keeps a row of each link that was ever made, and
 * slows down with every one. Their near ends are called by a name and 1 or 2, and have 10.7.1.2/24 and 10.7.2.2/24; their far ends have an f
 * before that. All ends are up.
 */
final class TwoCables {

    private final String name;

    TwoCables(String name) {
        this.name = name;
    }

    /** By one command with one ip in it: each that is started takes longer than what it does. */
    void setRight() {
        StringBuilder script = new StringBuilder("set -e");
        StringBuilder batch = new StringBuilder();
        for (int i = 1; i <= 2; i++) {
            String near = name + i;
            String far = 'f' + near;
            script.append("; [ -e /sys/class/net/").append(near).append(" ] || ip link add ").append(near)
                .append(" type veth peer name ").append(far);
            for (String end : new String[] {near, far}) {
                batch.append("link set ").append(end).append(" down mtu 1500\\n")
                    .append("link set ").append(end).append(" addrgenmode none\\n")
                    .append("addr flush dev ").append(end).append("\\n")
                    .append("link set ").append(end).append(" up\\n");
            }
            batch.append("addr add 10.7.").append(i).append(".2/24 dev ").append(near).append("\\n");
        }
        Linux.run("sh", "-c", script + "; printf '" + batch + "' | ip -batch -");
    }

    void remove() {
        Linux.run("sh", "-c", "ip link del " + name + "1 2> /dev/null; ip link del " + name + "2 2> /dev/null; true");
    }
}
