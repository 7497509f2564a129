package io.github.netsession.windows.jna;

/**
 * Where the fields of Windows' structures are, in bytes, with Windows' names; the same on x64 and arm64. {@code LayoutsTest} compares every
 * number with the table {@code native/windows/abi.txt}, and {@code ./check} compares that with the headers of mingw-w64.
 */
final class Layouts {

    private Layouts() {
    }

    static final class GUID {
        static final int SIZE = 16;

        private GUID() {
        }
    }

    static final class FILETIME {
        static final int SIZE = 8;
        static final int dwLowDateTime = 0;
        static final int dwHighDateTime = 4;

        private FILETIME() {
        }
    }

    static final class MIB_IF_TABLE2 {
        static final int NumEntries = 0;
        static final int Table = 8;

        private MIB_IF_TABLE2() {
        }
    }

    static final class MIB_IF_ROW2 {
        static final int SIZE = 1352;
        static final int InterfaceLuid = 0;
        static final int InterfaceIndex = 8;
        static final int InterfaceGuid = 12;
        static final int Alias = 28;
        static final int Description = 542;
        static final int PhysicalAddressLength = 1056;
        static final int PhysicalAddress = 1060;
        static final int PermanentPhysicalAddress = 1092;
        static final int Mtu = 1124;
        static final int Type = 1128;
        static final int TunnelType = 1132;
        static final int PhysicalMediumType = 1140;
        static final int InterfaceAndOperStatusFlags = 1152;
        static final int OperStatus = 1156;
        static final int AdminStatus = 1160;
        static final int MediaConnectState = 1164;
        static final int InOctets = 1208;
        static final int InUcastPkts = 1216;
        static final int InNUcastPkts = 1224;
        static final int InDiscards = 1232;
        static final int InErrors = 1240;
        static final int OutOctets = 1280;
        static final int OutUcastPkts = 1288;
        static final int OutNUcastPkts = 1296;
        static final int OutDiscards = 1304;
        static final int OutErrors = 1312;

        private MIB_IF_ROW2() {
        }
    }

    static final class IP_ADAPTER_ADDRESSES {
        static final int SIZE = 448;
        static final int Next = 8;
        static final int FirstUnicastAddress = 24;
        static final int FirstGatewayAddress = 208;
        static final int Ipv4Metric = 216;
        static final int Ipv6Metric = 220;
        static final int Luid = 224;

        private IP_ADAPTER_ADDRESSES() {
        }
    }

    static final class IP_ADAPTER_UNICAST_ADDRESS {
        static final int SIZE = 64;
        static final int Next = 8;
        static final int Address = 16;
        static final int DadState = 40;
        static final int OnLinkPrefixLength = 56;

        private IP_ADAPTER_UNICAST_ADDRESS() {
        }
    }

    static final class IP_ADAPTER_GATEWAY_ADDRESS {
        static final int SIZE = 32;
        static final int Next = 8;
        static final int Address = 16;

        private IP_ADAPTER_GATEWAY_ADDRESS() {
        }
    }

    static final class SOCKET_ADDRESS {
        static final int lpSockaddr = 0;
        static final int iSockaddrLength = 8;

        private SOCKET_ADDRESS() {
        }
    }

    static final class SOCKADDR_INET {
        static final int SIZE = 28;
        static final int si_family = 0;

        private SOCKADDR_INET() {
        }
    }

    static final class SOCKADDR_IN {
        static final int SIZE = 16;
        static final int sin_addr = 4;

        private SOCKADDR_IN() {
        }
    }

    static final class SOCKADDR_IN6 {
        static final int SIZE = 28;
        static final int sin6_addr = 8;
        static final int sin6_scope_id = 24;

        private SOCKADDR_IN6() {
        }
    }

    static final class WSAPROTOCOL_INFOW {
        static final int SIZE = 628;
        static final int iAddressFamily = 76;

        private WSAPROTOCOL_INFOW() {
        }
    }

    static final class MIB_IPFORWARD_ROW2 {
        static final int SIZE = 104;
        static final int InterfaceIndex = 8;
        static final int DestinationPrefix = 12;
        static final int NextHop = 44;

        private MIB_IPFORWARD_ROW2() {
        }
    }

    static final class IP_ADDRESS_PREFIX {
        static final int PrefixLength = 28;

        private IP_ADDRESS_PREFIX() {
        }
    }

    static final class NL_NETWORK_CONNECTIVITY_HINT {
        static final int SIZE = 12;
        static final int ConnectivityLevel = 0;
        static final int ConnectivityCost = 4;
        static final int ApproachingDataLimit = 8;
        static final int OverDataLimit = 9;
        static final int Roaming = 10;

        private NL_NETWORK_CONNECTIVITY_HINT() {
        }
    }

    static final class WLAN_INTERFACE_INFO_LIST {
        static final int SIZE = 8;
        static final int dwNumberOfItems = 0;

        private WLAN_INTERFACE_INFO_LIST() {
        }
    }

    static final class WLAN_INTERFACE_INFO {
        static final int SIZE = 532;
        static final int InterfaceGuid = 0;
        static final int isState = 528;

        private WLAN_INTERFACE_INFO() {
        }
    }

    static final class WLAN_PROFILE_INFO_LIST {
        static final int dwNumberOfItems = 0;
        static final int ProfileInfo = 8;

        private WLAN_PROFILE_INFO_LIST() {
        }
    }

    static final class WLAN_PROFILE_INFO {
        static final int SIZE = 516;
        static final int strProfileName = 0;
        static final int dwFlags = 512;

        private WLAN_PROFILE_INFO() {
        }
    }

    static final class WLAN_CONNECTION_ATTRIBUTES {
        static final int SIZE = 604;
        static final int isState = 0;
        static final int strProfileName = 8;
        static final int wlanAssociationAttributes = 520;

        private WLAN_CONNECTION_ATTRIBUTES() {
        }
    }

    static final class WLAN_ASSOCIATION_ATTRIBUTES {
        static final int wlanSignalQuality = 56;

        private WLAN_ASSOCIATION_ATTRIBUTES() {
        }
    }

    static final class WLAN_AVAILABLE_NETWORK_LIST {
        static final int dwNumberOfItems = 0;
        static final int Network = 8;

        private WLAN_AVAILABLE_NETWORK_LIST() {
        }
    }

    static final class WLAN_AVAILABLE_NETWORK {
        static final int SIZE = 628;
        static final int strProfileName = 0;
        static final int dot11Ssid = 512;
        static final int bNetworkConnectable = 556;
        static final int wlanSignalQuality = 604;

        private WLAN_AVAILABLE_NETWORK() {
        }
    }

    static final class WLAN_CONNECTION_PARAMETERS {
        static final int SIZE = 40;
        static final int wlanConnectionMode = 0;
        static final int strProfile = 8;
        static final int dot11BssType = 32;

        private WLAN_CONNECTION_PARAMETERS() {
        }
    }

    static final class WLAN_NOTIFICATION_DATA {
        static final int SIZE = 40;
        static final int NotificationSource = 0;
        static final int NotificationCode = 4;
        static final int InterfaceGuid = 8;
        static final int dwDataSize = 24;
        static final int pData = 32;

        private WLAN_NOTIFICATION_DATA() {
        }
    }

    static final class WLAN_CONNECTION_NOTIFICATION_DATA {
        static final int strProfileName = 4;
        static final int dot11Ssid = 516;
        static final int wlanReasonCode = 560;
        static final int dwFlags = 564;

        private WLAN_CONNECTION_NOTIFICATION_DATA() {
        }
    }
}
