package io.github.netsession.windows.jna;

import io.github.netsession.jna.NativeMemory;
import io.github.netsession.spi.BackendException;
import io.github.netsession.spi.CounterSink;
import io.github.netsession.windows.InterfaceRow;
import io.github.netsession.windows.Win32;
import io.github.netsession.windows.jna.Layouts.MIB_IF_ROW2;
import io.github.netsession.windows.jna.Layouts.MIB_IF_TABLE2;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of all interfaces, with their counters. */
final class IfTable {

    private static final String CALL = "GetIfTable2Ex";
    /** More than that is no table: each row is 1,352 bytes. */
    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_ADDRESS_BYTES = 32;

    private IfTable() {
    }

    /** Takes one row; the table is gone afterwards. */
    @FunctionalInterface
    private interface Visitor {
        void row(ByteBuffer table, int at);
    }

    static List<InterfaceRow> rows() {
        List<InterfaceRow> rows = new ArrayList<>();
        forEach((table, at) -> rows.add(row(table, at)));
        return rows;
    }

    static void counters(CounterSink sink) {
        forEach((table, at) -> counters(table, at, sink));
    }

    static void counters(int index, CounterSink sink) {
        ByteBuffer row = NativeMemory.buffer(MIB_IF_ROW2.SIZE);
        row.putInt(MIB_IF_ROW2.InterfaceIndex, index);
        int code = Iphlpapi.GetIfEntry2(row);
        if (code == Win32.ERROR_SUCCESS) {
            counters(row, 0, sink);
        } else if (code != Win32.ERROR_FILE_NOT_FOUND && code != Win32.ERROR_NOT_FOUND) {
            throw Win32.refused("GetIfEntry2", code);
        }
    }

    /** The GUID of the interface with a number; empty if there is none. */
    static Optional<String> guid(int index) {
        ByteBuffer row = NativeMemory.buffer(MIB_IF_ROW2.SIZE);
        row.putInt(MIB_IF_ROW2.InterfaceIndex, index);
        int code = Iphlpapi.GetIfEntry2(row);
        if (code == Win32.ERROR_SUCCESS) {
            return Optional.of(Guids.text(row, MIB_IF_ROW2.InterfaceGuid));
        }
        if (code == Win32.ERROR_FILE_NOT_FOUND || code == Win32.ERROR_NOT_FOUND) {
            return Optional.empty();
        }
        throw Win32.refused("GetIfEntry2", code);
    }

    /** A filter repeats the row of what it sits on: with it everything would be counted twice. */
    private static void forEach(Visitor visitor) {
        ByteBuffer pointer = NativeMemory.buffer(Long.BYTES);
        int code = Iphlpapi.GetIfTable2Ex(IpConstants.MibIfTableNormal, pointer);
        if (code != Win32.ERROR_SUCCESS) {
            throw Win32.refused(CALL, code);
        }
        long address = pointer.getLong(0);
        if (address == 0) {
            throw new BackendException(BackendException.Kind.FAILED, CALL, "it has given no table");
        }
        try {
            int count = NativeMemory.at(address, MIB_IF_TABLE2.Table).getInt(MIB_IF_TABLE2.NumEntries);
            if (count < 0 || count > MOST_ROWS) {
                throw new BackendException(BackendException.Kind.FAILED, CALL, "it claims to have given " + Integer.toUnsignedString(count) + " rows");
            }
            ByteBuffer table = NativeMemory.at(address, MIB_IF_TABLE2.Table + count * MIB_IF_ROW2.SIZE);
            for (int i = 0; i < count; i++) {
                int at = MIB_IF_TABLE2.Table + i * MIB_IF_ROW2.SIZE;
                if ((table.get(at + MIB_IF_ROW2.InterfaceAndOperStatusFlags) & InterfaceRow.FILTER) == 0) {
                    visitor.row(table, at);
                }
            }
        } finally {
            Iphlpapi.FreeMibTable(address);
        }
    }

    private static InterfaceRow row(ByteBuffer table, int at) {
        int addressBytes = table.getInt(at + MIB_IF_ROW2.PhysicalAddressLength);
        Optional<String> hardwareAddress = addressBytes > 0 && addressBytes <= MOST_ADDRESS_BYTES
            ? Optional.of(NativeMemory.hardware(table, at + MIB_IF_ROW2.PhysicalAddress, addressBytes)) : Optional.empty();
        return new InterfaceRow(table.getLong(at + MIB_IF_ROW2.InterfaceLuid), table.getInt(at + MIB_IF_ROW2.InterfaceIndex),
            Guids.text(table, at + MIB_IF_ROW2.InterfaceGuid),
            NativeMemory.utf16(table, at + MIB_IF_ROW2.Alias, MIB_IF_ROW2.Description - MIB_IF_ROW2.Alias),
            NativeMemory.utf16(table, at + MIB_IF_ROW2.Description, MIB_IF_ROW2.PhysicalAddressLength - MIB_IF_ROW2.Description),
            hardwareAddress, Math.max(0, table.getInt(at + MIB_IF_ROW2.Mtu)), table.getInt(at + MIB_IF_ROW2.Type),
            table.getInt(at + MIB_IF_ROW2.TunnelType), table.getInt(at + MIB_IF_ROW2.PhysicalMediumType),
            table.get(at + MIB_IF_ROW2.InterfaceAndOperStatusFlags) & 0xff, table.getInt(at + MIB_IF_ROW2.OperStatus),
            table.getInt(at + MIB_IF_ROW2.AdminStatus), table.getInt(at + MIB_IF_ROW2.MediaConnectState));
    }

    /** Packets are the unicast ones and the others together. */
    private static void counters(ByteBuffer table, int at, CounterSink sink) {
        sink.row(table.getInt(at + MIB_IF_ROW2.InterfaceIndex), table.getLong(at + MIB_IF_ROW2.InOctets), table.getLong(at + MIB_IF_ROW2.OutOctets),
            table.getLong(at + MIB_IF_ROW2.InUcastPkts) + table.getLong(at + MIB_IF_ROW2.InNUcastPkts),
            table.getLong(at + MIB_IF_ROW2.OutUcastPkts) + table.getLong(at + MIB_IF_ROW2.OutNUcastPkts),
            table.getLong(at + MIB_IF_ROW2.InErrors), table.getLong(at + MIB_IF_ROW2.OutErrors),
            table.getLong(at + MIB_IF_ROW2.InDiscards), table.getLong(at + MIB_IF_ROW2.OutDiscards));
    }
}
