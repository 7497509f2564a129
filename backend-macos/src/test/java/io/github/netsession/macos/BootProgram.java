package io.github.netsession.macos;

import io.github.netsession.contract.RecordingSink;
import io.github.netsession.spi.Backend;

/** A program on the stand-ins that writes which boot of the machine it sees. */
final class BootProgram {

    private BootProgram() {
    }

    public static void main(String[] arguments) {
        try (Backend backend = new StandInProvider().open(new RecordingSink())) {
            System.out.println(backend.boot().orElseThrow().value());
        }
    }
}
