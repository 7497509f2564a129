package io.github.netsession.sim;

/** An access point on a device, as the device needs to know it. Requires the lock of {@link Changes}. */
interface DeviceUser {

    /** Whether it is up. */
    boolean isUp();

    /** Adds to the device's counters what has gone through it since it was counted last. */
    void count(SimCounters counters);

    /** Goes down because another access point is started on the device. */
    void giveWay();

    /** Goes down because the device does. */
    void takeDown();

    /** Learns whether the radio is free: then the system scans, and finds what it had forgotten. */
    void followRadio(boolean isFree);
}
