package io.github.netsession.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that happens in a random history, with its dice already thrown: a history can be played again, or with some of it
 * left out.
 *
 * @param kind what
 * @param session which session it is about, if it is about one
 * @param accessPoint which access point, if it is about one
 * @param dice for everything else, 0 to 9,999
 * @param pauseMillis how much time passes afterwards
 */
record RandomOperation(Kind kind, int session, int accessPoint, int dice, int pauseMillis) {

    private static final int MOST_MILLIS = 25_000;

    /** What can happen, and how often as compared with the others. */
    enum Kind {
        OPEN(16), CLOSE(7), STOP(3), UP(5), DOWN(5), OUT_OF_RANGE(4), IN_RANGE(6), START_DELAY(3), STARTS_FAIL(2), STARTS_REFUSED(1),
        STARTS_WORK(3), STOPS_HANG(1), PERMISSION(2), DEVICE_REPLACED(2), SIGNAL(5), METERED(3), REACH(3), DEFAULT_ROUTE(2),
        TRAVEL(2), TRANSFER(2), HINTS_LOST(2), HINTS_BACK(3), HINTS_TWICE(1), HINTS_LATE(1), DAEMON(1), REMOVE(1), SUSPEND(1),
        AUTO_CLOSE(1), CALL_BACK(6), HANDLER(5), NO_HANDLER(2), ANSWER(8), REDEFINE(1), UPDATE(1);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** A history of so many operations. */
    static List<RandomOperation> history(long seed, int length, int sessions, int accessPoints) {
        Random random = new Random(seed);
        int sum = 0;
        for (Kind kind : Kind.values()) {
            sum += kind.weight;
        }
        List<RandomOperation> history = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            int throwing = random.nextInt(sum);
            int index = 0;
            while (throwing >= Kind.values()[index].weight) {
                throwing -= Kind.values()[index].weight;
                index++;
            }
            // Many things at one moment, some after a moment, a few after long.
            int pause = switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> 0;
                case 5, 6, 7 -> random.nextInt(1500);
                default -> random.nextInt(MOST_MILLIS);
            };
            history.add(new RandomOperation(Kind.values()[index], random.nextInt(sessions), random.nextInt(accessPoints), random.nextInt(10_000), pause));
        }
        return history;
    }
}
