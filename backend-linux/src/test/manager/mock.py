#!/usr/bin/python3
"""What calls itself NetworkManager on the system bus, and does what a real one will not do on demand.

Each line of its input is Python, an expression or statements, that is carried out here: the functions and variables below are the words.
The answer is one line: "ok" and the value of the expression, or "failed" and why. Everything runs on one thread, in the order of what comes.
"""
import ast
import os
import sys
from collections import Counter

from gi.repository import Gio, GLib

NM = 'org.freedesktop.NetworkManager'
ROOT = '/org/freedesktop/NetworkManager'
DEVICE, WIRELESS, STATION = NM + '.Device', NM + '.Device.Wireless', NM + '.AccessPoint'
PROFILE, ACTIVE, IP4, IP6 = NM + '.Settings.Connection', NM + '.Connection.Active', NM + '.IP4Config', NM + '.IP6Config'
VPN = NM + '.VPN.Connection'
ERROR = 'org.freedesktop.DBus.Error.'
BUS, BUS_PATH, PROPERTIES = 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.Properties'

# As NetworkManager types them; of what is not here the type in Python decides.
TYPES = {'State': 'u', 'DeviceType': 'u', 'Connectivity': 'u', 'Metered': 'u', 'StateFlags': 'u', 'Flags': 'u', 'Ip4Connectivity': 'u',
         'Ip6Connectivity': 'u', 'Strength': 'y', 'LastScan': 'x', 'LastSeen': 'i', 'WpaFlags': 'u', 'RsnFlags': 'u', 'PrimaryConnection': 'o', 'ActiveConnection': 'o', 'ActiveAccessPoint': 'o',
         'Connection': 'o', 'Ip4Config': 'o', 'Ip6Config': 'o', 'AvailableConnections': 'ao', 'AccessPoints': 'ao', 'Devices': 'ao'}
PYTHON_TYPES = {bool: 'b', int: 'i', str: 's', bytes: 'ay', list: 'as'}

objects = {}        # by path, by interface, by name: what GetManagedObjects tells
settings = {}       # by path, by section, by name: what GetSettings tells; or a function that answers the call
permissions = {NM + '.network-control': 'yes', NM + '.wifi.scan': 'yes'}
answers = {}        # by method: what is answered instead, a function of the call
calls = Counter()   # by method: how often it was called
interactive = {}    # by method: whether the last caller let a person be asked
kept = []           # calls that have not been answered
client = ''         # who called last


# ---- what there is

def V(signature, value):
    return GLib.Variant(signature, value)


def big(signature, size):
    """Zeroes of some bytes."""
    return GLib.Variant.new_from_bytes(GLib.VariantType(signature), GLib.Bytes(bytes(size)), True)


def typed(name, value):
    return value if isinstance(value, GLib.Variant) else V(TYPES.get(name) or PYTHON_TYPES[type(value)], value)


def put(path, iface, **properties):
    """Makes an object, or changes it, without a signal."""
    global whole
    whole = None
    objects.setdefault(path, {}).setdefault(iface, {}).update((name, typed(name, value)) for name, value in properties.items())
    return path


def drop(path, iface=None, *names):
    """Takes away an object, or one of its interfaces, or properties of that."""
    global whole
    whole = None
    if not iface:
        objects.pop(path)
    elif not names:
        objects[path].pop(iface)
    for name in names:
        objects[path][iface].pop(name)


def root(**properties):
    return put(ROOT, NM, **properties)


def device_path(number):
    return ROOT + '/Devices/%d' % number


def station_path(number):
    return ROOT + '/AccessPoint/%d' % number


def profile_path(number):
    return ROOT + '/Settings/%d' % number


def active_path(number):
    return ROOT + '/ActiveConnection/%d' % number


def uuid(number):
    return 'f1f1f1f1-0000-4000-8000-%012d' % number


def device(number, link, **properties):
    return put(device_path(number), DEVICE, **{**dict(Interface=link, IpInterface=link, DeviceType=1, State=30, Managed=True, AvailableConnections=[],
               ActiveConnection='/', HwAddress='', Metered=0, Ip4Connectivity=0, Ip6Connectivity=0), **properties})


def wifi(number, link, stations, **properties):
    put(device_path(number), WIRELESS, AccessPoints=[station_path(each) for each in stations], ActiveAccessPoint='/', LastScan=-1)
    return device(number, link, DeviceType=2, **properties)


def dbm_in_use(dbm):
    """The Strength of the access point in use, as NetworkManager polls it: nl80211_xbm_to_percent."""
    return max(-90, min(-20, dbm)) + 120


def dbm_of_scan(dbm):
    """The Strength of any access point after a scan: nm_wifi_utils_level_to_quality."""
    return 100 - abs(max(-100, min(-40, dbm)) + 40) * 100 // 60


def station(number, ssid, strength, **properties):
    """An open access point, unless RsnFlags say what it wants: 0x100 is WPA2 with a passphrase, 0x400 WPA3."""
    return put(station_path(number), STATION, **{**dict(Ssid=ssid, Strength=strength, LastSeen=60, Flags=0, WpaFlags=0, RsnFlags=0), **properties})


def scanned(number, *stations, at):
    """A scan of a device ends at a second since boot: as with a real one its end is told first, and then of each access point when it was seen."""
    changed(device_path(number), WIRELESS, LastScan=at * 1000)
    for each in stations:
        changed(station_path(each), STATION, LastSeen=at)


def profile(number, name, kind='802-3-ethernet', ssid=None, **connection):
    path = put(profile_path(number), PROFILE, Flags=0, Unsaved=False, Filename='/etc/%d' % number)
    settings[path] = {'connection': {**dict(id=name, uuid=uuid(number), type=kind, autoconnect=False), **connection}}
    if ssid is not None:
        settings[path]['802-11-wireless'] = {'ssid': ssid}
    return path


def active(number, on, **properties):
    """The profile of a number is active on a device."""
    put(device_path(on), DEVICE, ActiveConnection=active_path(number), State=100)
    return put(active_path(number), ACTIVE, **{**dict(Connection=profile_path(number), Uuid=uuid(number), Id='', State=2, StateFlags=0,
               Devices=[device_path(on)], Vpn=False, Ip4Config='/', Ip6Config='/'), **properties})


# ---- what is said

def send(message):
    connection.send_message(message, Gio.DBusSendMessageFlags.NONE)


def signal(path, iface, member, signature='', *values, to=None):
    message = Gio.DBusMessage.new_signal(path, iface, member)
    message.set_body(V('(' + signature + ')', values))
    message.set_destination(to)
    send(message)


def changed(path, iface, **properties):
    """Changes properties, with the signal."""
    put(path, iface, **properties)
    signal(path, PROPERTIES, 'PropertiesChanged', 'sa{sv}as', iface, {name: objects[path][iface][name] for name in properties}, [])


def updated(number):
    signal(profile_path(number), PROFILE, 'Updated')


def forge(path, iface, member, signature='', *values):
    """A signal to the one that called last, by somebody who is not NetworkManager; done when the bus has passed it on."""
    global other
    other = other or connect()
    message = Gio.DBusMessage.new_signal(path, iface, member)
    message.set_body(V('(' + signature + ')', values))
    message.set_destination(client)
    other.send_message(message, Gio.DBusSendMessageFlags.NONE)
    other.call_sync(BUS, BUS_PATH, BUS, 'GetId', None, None, Gio.DBusCallFlags.NONE, -1, None)


def call_of_client():
    """Calls the one that called last; the error that he answers with."""
    call = Gio.DBusMessage.new_method_call(client, '/', 'io.github.netsession.Nothing', 'Frobnicate')
    call.set_body(V('(a{sv})', ({'s': V('s', 'x' * 1000)},)))
    answered, _ = connection.send_message_with_reply_sync(call, Gio.DBusSendMessageFlags.NONE, 10000, None)
    return answered.get_error_name()


# ---- what is answered

def values(signature='', *arguments):
    """An answer whose body is made now, not when it is asked for."""
    body = V('(' + signature + ')', arguments)

    def answer_of(call):
        message = Gio.DBusMessage.new_method_reply(call)
        message.set_body(body)
        return message
    return answer_of


def spoilt(value):
    """All objects, with one value for every property."""
    return {path: {iface: {name: value for name in properties} for iface, properties in object.items()} for path, object in objects.items()}


def refusal(name, text='refused by the test'):
    return lambda call: Gio.DBusMessage.new_method_error_literal(call, name, text)


def silence(call):
    """Nothing is answered, before answer_kept()."""
    kept.append(call)


def answer_kept():
    for call in [kept.pop(0) for _ in range(len(kept))]:
        answer(call)


def managed_objects(call):
    global whole
    whole = whole or values('a{oa{sa{sv}}}', objects)
    return whole(call)


def settings_of(call):
    path = call.get_path()
    if path not in settings:
        return refusal(ERROR + 'UnknownMethod', 'No such interface on object at path ' + path)(call)
    if callable(settings[path]):
        return settings[path](call)
    return values('a{sa{sv}}', {section: {name: typed('', value) for name, value in entries.items()} for section, entries in settings[path].items()})(call)


def properties(call):
    """As GLib answers for NetworkManager."""
    path, iface = call.get_path(), call.get_body().unpack()[0]
    if path not in objects:
        return refusal(ERROR + 'UnknownMethod', 'Object does not exist at path ' + path)(call)
    if iface not in objects[path]:
        return refusal(ERROR + 'InvalidArgs', 'No such interface ' + iface)(call)
    return values('a{sv}', objects[path][iface])(call)


def activation(call):
    return values('o', call.get_body().unpack()[0].replace('/Settings/', '/ActiveConnection/'))(call)


USUAL = {'GetManagedObjects': managed_objects, 'GetAll': properties, 'GetSettings': settings_of, 'GetPermissions': lambda call: values('a{ss}', permissions)(call),
         'RequestScan': values(), 'ActivateConnection': activation, 'DeactivateConnection': values()}


def answer(call):
    member = call.get_member()
    reply = answers.get(member, USUAL.get(member, refusal(ERROR + 'UnknownMethod')))(call)
    if reply is not None:
        send(reply)


def on_call(call):
    global client
    client = call.get_sender()
    calls[call.get_member()] += 1
    interactive[call.get_member()] = bool(call.get_flags() & Gio.DBusMessageFlags.ALLOW_INTERACTIVE_AUTHORIZATION)
    answer(call)


def filter_message(_, message, is_incoming):
    """On the thread of Gio, which only passes calls on. Whoever watches NetworkManager does not have to be answered."""
    if is_incoming and message.get_message_type() == Gio.DBusMessageType.METHOD_CALL:
        GLib.idle_add(on_call, message, priority=GLib.PRIORITY_DEFAULT)
        return None
    return message


def connect():
    return Gio.DBusConnection.new_for_address_sync('unix:path=/run/dbus/system_bus_socket',
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


# ---- the test's lines

def carry_out(line):
    try:
        tree = ast.parse(line)
        if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
            return 'ok %s' % (eval(line, globals()),)
        exec(line, globals())
        return 'ok'
    except Exception as failure:
        return 'failed %r' % failure


def on_input(fd, _):
    global unread
    data = os.read(fd, 1 << 16)
    if not data:
        loop.quit()
        return False
    *lines, unread = (unread + data).split(b'\n')
    for line in lines:
        print(carry_out(line.decode()).replace('\n', ' '), flush=True)
    return True


whole = None
unread = b''
loop = GLib.MainLoop()
root(Version='1.42.4', Startup=False, State=70, NetworkingEnabled=True, WirelessEnabled=True, WirelessHardwareEnabled=True, Connectivity=4, ConnectivityCheckAvailable=True,
     ConnectivityCheckEnabled=True, Metered=4, PrimaryConnection='/', VersionInfo=V('au', [0x012a0400]))
connection = connect()
other = None
connection.add_filter(filter_message)
connection.call_sync(BUS, BUS_PATH, BUS, 'RequestName', V('(su)', (NM, 4)), None, Gio.DBusCallFlags.NONE, -1, None)
GLib.unix_fd_add_full(GLib.PRIORITY_DEFAULT, sys.stdin.fileno(), GLib.IOCondition.IN | GLib.IOCondition.HUP, on_input)
print('ready', flush=True)
loop.run()
