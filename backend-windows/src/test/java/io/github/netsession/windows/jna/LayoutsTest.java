package io.github.netsession.windows.jna;

import io.github.netsession.contract.AbiTable;
import io.github.netsession.windows.UnicastOption;
import io.github.netsession.windows.Win32;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every size, offset and constant of Windows that the code uses stands in {@code native/windows/abi.txt}, which {@code check-abi} compares with the headers. */
@Tag("unit")
@Tag("every-jdk")
class LayoutsTest {

    private static final Path TABLE = Path.of("../native/windows/abi.txt");

    @Test
    void everyOffsetInJavaIsTheTables() throws Exception {
        AbiTable.read(TABLE).hasTheOffsetsOf(Layouts.class);
    }

    @Test
    void everyConstantOfWindowsIsTheTables() throws Exception {
        AbiTable.read(TABLE).hasTheConstantsOf(List.of(Win32.class, IpConstants.class, Wlan.class,
            Class.forName("io.github.netsession.windows.IfType"), UnicastOption.class), Map.of());
    }
}
