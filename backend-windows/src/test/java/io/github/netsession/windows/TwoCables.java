package io.github.netsession.windows;

/**
 * Two cables for a whole class of tests, set right before each: Wine keeps a row of each link that was ever made, and slows down with every
 * one. Their near ends are called by a name and 1 or 2, and have 10.7.1.2/24 and 10.7.2.2/24; their far ends have an f before that.
 */
final class TwoCables {

    private final String name;

    TwoCables(String name) {
        this.name = name;
    }

    /** By one command, for each goes a long way. No shell variable is used, as the command must not be changed on its way. */
    void setRight() {
        StringBuilder script = new StringBuilder("set -e");
        for (int i = 1; i <= 2; i++) {
            String near = name + i;
            String far = 'f' + near;
            script.append("; [ -e /sys/class/net/").append(near).append(" ] || ip link add ").append(near).append(" type veth peer name ").append(far);
            for (String end : new String[] {near, far}) {
                script.append("; ip link set ").append(end).append(" down mtu 1500; ip link set ").append(end).append(" addrgenmode none; ip addr flush dev ").append(end);
                script.append("; ip link set ").append(end).append(" up");
            }
            script.append("; ip addr add 10.7.").append(i).append(".2/24 dev ").append(near);
        }
        Linux.run("sh", "-c", script.toString());
    }

    void remove() {
        Linux.run("sh", "-c", "ip link del " + name + "1 2> /dev/null; ip link del " + name + "2 2> /dev/null; true");
    }
}
