package io.github.netsession.cli;

import java.util.concurrent.CountDownLatch;

/** A command that ends with the exit code that it is given first, or, if that is {@code never}, only when it is told to. */
final class Ends {

    private Ends() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments[0].equals("never")) {
            new CountDownLatch(1).await();
        }
        System.exit(Integer.parseInt(arguments[0]));
    }
}
