package io.github.netsession.linux;

import io.github.netsession.Capability;
import io.github.netsession.CapabilityStatus;
import io.github.netsession.ConfigurationId;
import io.github.netsession.spi.Backend;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.StartOptions;

/** A program for another JVM, with other rights: tries to start a link, and prints what it was told. */
final class ControlChild {

    private ControlChild() {
    }

    public static void main(String[] arguments) {
        try (Backend backend = new LinuxBackendProvider().open(new Hints())) {
            CapabilityStatus status = backend.capabilities().of(Capability.CAN_START_AND_STOP_INTERFACES);
            System.out.println("capability " + status.support() + " remedy " + status.remedy().isPresent());
            ConfigurationId id = ConfigurationId.of("link", arguments[0]);
            backend.read().accessPoints().stream().filter(each -> each.id().equals(id)).forEach(each ->
                System.out.println("state " + each.state()));
            try {
                System.out.println("started " + backend.start(id, StartOptions.builder().build()).isOurs());
            } catch (BackendException e) {
                System.out.println("refused " + e.kind() + " " + e.nativeCode().orElseThrow() + " remedy " + e.remedy().isPresent());
            }
        }
    }
}
