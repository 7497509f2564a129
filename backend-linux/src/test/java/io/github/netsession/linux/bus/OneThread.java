package io.github.netsession.linux.bus;

/** The loop of a client on whichever thread wakes it: when that returns, everything is done that can be. */
public final class OneThread implements Runnable {

    private final BusClient client;
    private final ScriptedBus bus;
    private boolean isRunning;
    private boolean isWoken;
    private int hints;

    private OneThread(BusClient client, ScriptedBus bus) {
        this.client = client;
        this.bus = bus;
    }

    /** Drives a client by its own wakes. */
    public static OneThread drive(BusClient client, ScriptedBus bus) {
        OneThread loop = new OneThread(client, bus);
        client.wakeBy(loop);
        return loop;
    }

    @Override
    public void run() {
        isWoken = true;
        if (isRunning) {
            return; // Woken by what the loop itself has called.
        }
        isRunning = true;
        try {
            while (isWoken || bus.hasIncoming() || client.nanosToWait() == 0) {
                isWoken = false;
                hints += client.run() ? 1 : 0;
            }
        } finally {
            isRunning = false;
        }
    }

    /** How many turns brought a hint since the last look. */
    public int takeHints() {
        int taken = hints;
        hints = 0;
        return taken;
    }
}
