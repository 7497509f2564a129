package io.github.netsession.macos.jna;

import io.github.netsession.contract.AbiTable;
import io.github.netsession.macos.BoundIfOption;
import io.github.netsession.macos.ConnectionPort;
import io.github.netsession.macos.InterfaceRow;
import io.github.netsession.macos.PathState;
import io.github.netsession.macos.ScStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every size, offset and constant of macOS that the code uses stands in {@code native/macos/abi.txt}, which {@code check-abi} compares with Apple's headers. */
@Tag("unit")
@Tag("every-jdk")
class LayoutsTest {

    private static final Path TABLE = Path.of("../native/macos/abi.txt");
    private static final Map<String, String> NAMES_OF_OUR_OWN = Map.of("INVALID", "kSCNetworkConnectionInvalid", "DISCONNECTED",
        "kSCNetworkConnectionDisconnected", "CONNECTING", "kSCNetworkConnectionConnecting", "CONNECTED", "kSCNetworkConnectionConnected",
        "DISCONNECTING", "kSCNetworkConnectionDisconnecting");

    @Test
    void everyOffsetInJavaIsTheTables() throws Exception {
        AbiTable.read(TABLE).hasTheOffsetsOf(Layouts.class);
    }

    @Test
    void everyConstantOfMacosIsTheTables() throws Exception {
        AbiTable.read(TABLE).hasTheConstantsOf(List.of(Constants.class, InterfaceRow.class, PathState.class, ScStatus.class, ConnectionPort.class, BoundIfOption.class,
            Class.forName("io.github.netsession.macos.LinkType"), Class.forName("io.github.netsession.macos.Ipv6Flags")), NAMES_OF_OUR_OWN);
    }
}
